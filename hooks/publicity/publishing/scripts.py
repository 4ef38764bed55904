"""What is run on the server over ssh: POSIX shell, with nothing needed there but the usual tools and rsync.

Values reach a script quoted, by `fill`. Answers are fields ended by NUL.
"""

import shlex
from collections.abc import Mapping

from publicity.manifests.manifest import Entry

# `clear`: a transfer that was cut may still be dying on the server and writing; what it leaves then goes next time.
# `keep RELEASE PATH DIGEST SITE`: copy a file of another release into a site, if it is what it was.
# `open`: let all read a release, whatever the account's umask is; the target's own folder may be for a group alone.
PRELUDE = r"""
set -eu
umask 022
export LC_ALL=C
clear() {
  for trial in 1 2 3; do rm -rf incoming && break; done
  rm -f .publicity-*.*
}
keep() {
  if [ ! -e "$4/$2" ] && [ "$(sha256sum < "releases/$1/site/$2" | cut -c 1-64)" = "$3" ]; then
    mkdir -p "$(dirname "$4/$2")"
    cp "releases/$1/site/$2" "$4/$2"
  fi
}
open() {
  chmod 755 releases 2>/dev/null || :
  find "releases/$ID" -type d ! -perm 755 -exec chmod 755 {} +
  find "releases/$ID/site" -type f ! -perm 444 -exec chmod 444 {} +
  if [ -z "$(find . -prune \( -perm -010 -o -perm -001 \))" ]; then chmod 755 . 2>/dev/null || :; fi
}
"""

ENTER = 'cd -- "$FOLDER"\n'

LOOK = r"""
field() { printf '%s\0' "$1"; if [ -f "$2" ]; then cat "$2"; else printf '?'; fi; printf '\0'; }
if [ -n "$LOCK" ]; then mkdir -p -- "$FOLDER"; fi
if [ -d "$FOLDER" ]; then
  cd -- "$FOLDER"
  foreign=$(ls -A | grep -v -e '^\.publicity-' -e '^releases$' -e '^incoming$' -e '^current$' | head -n 1)
  if [ -n "$LOCK" ] && { [ -f .publicity-target ] || [ -z "$foreign" ]; }; then
    printf '%s' "$LOCK" > .publicity-lock.$$
    ln .publicity-lock.$$ .publicity-lock 2>/dev/null || :
    rm -f .publicity-lock.$$
    if [ "$(cat .publicity-lock)" = "$LOCK" ]; then clear; mkdir -p releases "incoming/$TOKEN/site"; fi
  fi
  printf 'names\0'; ls -A; printf '\0'
  field marker .publicity-target
  field lock .publicity-lock
  for record in releases/*/release.json; do
    if [ -f "$record" ]; then field "$record" "$record"; fi
  done
  if [ -L current ]; then
    link=$(readlink current)
    printf 'link\0%s\0' "$link"
    field manifest "${link%/site}/manifest.json"
  fi
fi
"""

BREAK_LOCK = r"""
if mv .publicity-lock .publicity-lock.$$ 2>/dev/null; then
  [ "$(cat .publicity-lock.$$)" = "$HELD" ] || ln .publicity-lock.$$ .publicity-lock
  rm -f .publicity-lock.$$
fi
"""

UNLOCK = r"""
if grep -qF "\"$TOKEN\"" .publicity-lock 2>/dev/null; then rm -rf "incoming/$TOKEN" .publicity-lock; fi
"""

FINISH = r"""
cp "incoming/$TOKEN/site/manifest.json" "incoming/$TOKEN/manifest.json"
printf '%s' "$RECORD" > "incoming/$TOKEN/release.json"
if [ ! -f .publicity-target ]; then
  printf '%s' "$MARKER" > .publicity-target.$$
  mv .publicity-target.$$ .publicity-target
fi
mv "incoming/$TOKEN" "releases/$ID"
"""

NOTE = r"""
printf '%s' "$RECORD" > .publicity-record.$$
mv .publicity-record.$$ "releases/$ID/release.json"
"""

SWITCH = r"""
open
ln -s "releases/$ID/site" .publicity-current.$$
grep -qF "\"$TOKEN\"" .publicity-lock || exit 75
mv -T .publicity-current.$$ current 2>/dev/null || mv -h .publicity-current.$$ current
"""
LOCK_LOST = 75

# What is larger than anything that should be there is not read. Four fields: digests; what was not read; what others
# than its owner may not read, within the site and above it.
LIST = r"""
link=$(readlink current)
cd current/
find . -type f ! -size +"$MOST"c -exec sha256sum {} +
printf '\0'
find . ! -type d ! \( -type f ! -size +"$MOST"c \)
printf '\0'
find . ! -name . -type d ! -perm -001 -exec ls -ldn {} +
find . -type f ! -perm -004 -exec ls -ldn {} +
printf '\0'
cd "$OLDPWD"
find . -prune ! -perm -001 ! -perm -010 -exec ls -ldn {} +
find ./releases "./${link%/site}" "./$link" -prune ! -perm -001 -exec ls -ldn {} +
"""

DROP = r"""
mkdir -p incoming
for name in $NAMES; do mv "releases/$name" "incoming/out-$name"; done
clear
"""


def fill(script: str, **values: str) -> bytes:
    """A script with its values in front of it. The shell reads the braces whole: a line that is cut runs nothing."""
    given = "".join(f"{name}={shlex.quote(value)}\n" for name, value in values.items())
    return f"{{\n{given}{PRELUDE}{script}\n}}\n".encode()


def keeping(site: str, kept: Mapping[str, Entry], sources: Mapping[str, str]) -> str:
    """The lines that link the assets of other releases into a site."""
    lines = (shlex.join(["keep", sources[path], path, kept[path].sha256, site]) for path in sorted(sources))
    return "".join(f"{line}\n" for line in lines)
