// The files of the index, each asked for once: hooks/publicity/search/files.py says what lies there.
(window.searching = window.searching || {}).files = function (indexUrl) {
  "use strict";
  var fetched = new Map();

  function load(url, how, options) {
    if (!fetched.has(url)) {
      fetched.set(url, fetch(url, options).then(function (answer) {
        if (!answer.ok) throw new Error(answer.status + " " + url);
        return answer[how]();
      }).catch(function (error) {
        fetched.delete(url);
        throw error;
      }));
    }
    return fetched.get(url);
  }
  // The index with `files`, those of pages in order of time, and `places`, where in that order a page's number stands.
  function index() {
    return load(indexUrl.href, "json", { cache: "no-cache" }).then(function (index) {
      if (index.files) return index;
      index.places = new Map();
      index.files = index.pages.match(new RegExp(".{" + (index.number + index.mark) + "}", "g")) || [];
      index.files.forEach(function (name, place) { index.places.set(parseInt(name.slice(0, index.number), 32), place); });
      return index;
    });
  }
  function fileOf(folder, number, mark, suffix) { return new URL(folder + "/" + number + "-" + mark + "." + suffix, indexUrl).href; }
  function wordsOf(index, key) { // the file that has a key
    var number = scattered(key) % (index.words.length / index.mark);
    return fileOf("words", number.toString(32), index.words.substr(number * index.mark, index.mark), "bin");
  }
  function scattered(key) { // FNV-1a over the code points
    return Array.from(key).reduce(function (hash, character) {
      return Math.imul(hash ^ character.codePointAt(0), 0x01000193) >>> 0;
    }, 0x811c9dc5);
  }
  function unpacked(differences) { // digits of four bits each, the lowest first; 16 is added where more follow
    var last = 0, scale = 1, found = [];
    Array.from(differences).forEach(function (written) {
      var digit = parseInt(written, 32);
      last += (digit & 15) * scale;
      scale = digit < 16 ? 1 : scale * 16;
      if (digit < 16) found.push(last);
    });
    return found;
  }
  // What a file of words has for a key: four times a page's number, and where it has the key.
  function numbersIn(buffer, key) {
    var bytes = new Uint8Array(buffer), wanted = new TextEncoder().encode(key), at = 0;
    function number() {
      for (var value = 0, shift = 0; ; shift += 7) {
        var byte = bytes[at++];
        value += (byte & 127) * Math.pow(2, shift);
        if (byte < 128) return value;
      }
    }
    while (at < bytes.length) {
      var length = number(), start = at;
      at += length;
      var size = number(), end = at + size;
      if (length === wanted.length && wanted.every(function (byte, i) { return bytes[start + i] === byte; })) {
        for (var found = [], last = 0; at < end;) found.push(last += number());
        return found;
      }
      at = end;
    }
    return [];
  }
  // By key the pages that have it, and where.
  function numbersOf(index, key) {
    return load(wordsOf(index, key), "arrayBuffer").then(function (buffer) { return numbersIn(buffer, key); });
  }
  function record(index, page) {
    var name = index.files[page];
    return load(fileOf("pages", name.slice(0, index.number), name.slice(index.number), "json"), "json");
  }
  function letters(index) { return load(new URL("letters/" + index.letters + ".json", indexUrl).href, "json"); }
  // A new index: while a page is open a new one may have taken the place of the old.
  function forget() { fetched.delete(indexUrl.href); }
  // The pages that have a value of a filter, or a line about them.
  function membersOf(value) {
    if (!value[2]) value[2] = new Set(unpacked(value[1]));
    return value[2];
  }

  return { index: index, numbersOf: numbersOf, record: record, letters: letters, forget: forget, membersOf: membersOf };
};
