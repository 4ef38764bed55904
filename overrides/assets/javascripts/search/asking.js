// What was typed into the search, as it is compared and understood: by the rules of hooks/publicity/search/text.py, and
// in the other forms that days and numbers are written in. matching.js asks the index for it.
window.asking = (function () {
  "use strict";
  var folds = new Map(), simplified = new Map();

  // Radicals, which look like letters and are none (hooks/publicity/texts/radicals.py), and the letters; NFKC has the rest.
  var RADICALS = Array.from("⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳㇆㇏㇐㇑㇒㇓㇔㇕㇖㇗㇘㇙㇚㇛㇜㇝㇞㇟㇠㇡"),
    LETTERS = Array.from("厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟𠃌乀一丨丿丿丶𠃍乛𠃊𠃎𠄌亅𡿨𠃋乀𠃑乚乙𠄎");
  function foldCharacter(character) {
    if (!folds.has(character)) {
      var radical = RADICALS.indexOf(character);
      folds.set(character, Array.from((radical < 0 ? character.normalize("NFKC") : LETTERS[radical]).toLowerCase()).filter(function (c) {
        return /[\p{L}\p{N}\p{M}\p{S}%\n]/u.test(c) && !/[\ufe00-\ufe0f]/.test(c);
      }).map(function (c) { return simplified.get(c) || c; }).join(""));
    }
    return folds.get(character);
  }
  // {letters: the text as it is compared, starts and ends: where in the text each of them comes from}
  function fold(text) {
    var letters = "", starts = [], ends = [], characters = Array.from(text), at = 0;
    characters.forEach(function (character, i) {
      var point = /[.．]/.test(character) && /\p{Nd}/u.test(characters[i - 1] || "") && /\p{Nd}/u.test(characters[i + 1] || "");
      var folded = point ? "." : foldCharacter(character);
      for (var unit = 0; unit < folded.length; unit++) {
        starts.push(at);
        ends.push(at + character.length);
      }
      letters += folded;
      at += character.length;
    });
    return { letters: letters, starts: starts, ends: ends };
  }
  // Traditional letters, each before the simplified one: what is typed in either finds the other.
  function learn(letters) {
    if (simplified.size || !letters) return;
    letters = Array.from(letters);
    for (var i = 0; i < letters.length; i += 2) simplified.set(letters[i], letters[i + 1]);
    folds.clear();
  }

  // -- numbers and days ----------------------------------------------------------------------------

  var DIGITS = "〇一二三四五六七八九", SCALES = { "十": 10, "百": 100, "千": 1000 };
  // NaN for what is no number.
  function valueOf(written) {
    written = written.replace(/[零oO○]/g, "〇").replace(/两/g, "二");
    if (/^\d+$/.test(written)) return Number(written);
    if (/^[〇一二三四五六七八九]+$/.test(written)) return Number(Array.from(written).map(function (c) { return DIGITS.indexOf(c); }).join(""));
    var match = /^(?:([一二三四五六七八九])千)?〇?(?:([一二三四五六七八九])百)?〇?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(written);
    if (!match || !written) return NaN;
    function digit(i) { return match[i] ? DIGITS.indexOf(match[i]) : 0; }
    return digit(1) * 1000 + digit(2) * 100 + (match[4] ? (digit(3) || 1) * 10 : 0) + digit(5);
  }
  function chinese(value) {
    if (value > 9999) return String(value);
    var made = "", gap = false;
    [1000, 100, 10, 1].forEach(function (scale, i) {
      var digit = Math.floor(value / scale) % 10;
      if (!digit) gap = Boolean(made);
      else {
        made += (gap ? "零" : "") + (scale === 10 && digit === 1 && !made ? "" : DIGITS[digit]) + "千百十".charAt(i);
        gap = false;
      }
    });
    return made || "〇";
  }
  var NUMBER = "[0-9〇零一二三四五六七八九十百千两oO○]+";
  var DAY = new RegExp("^(?:(" + NUMBER + ")[年\\-./])?(" + NUMBER + ")[月\\-./](" + NUMBER + ")[日号]?$");
  var MONTH = new RegExp("^(?:(" + NUMBER + ")年)?(" + NUMBER + ")月份?$|^(\\d{4})[\\-./](\\d{1,2})$");
  function formsOf(year, month, day) {
    var ways = [month + "月" + day + "日", chinese(month) + "月" + chinese(day) + "日"];
    if (year) ways.push(year + ("0" + month).slice(-2) + ("0" + day).slice(-2));
    return ways.map(function (letters) { return { letters: letters, year: year }; });
  }
  // {letters, year}: of other years than that it does not speak.
  function daysIn(word) {
    var match = /^(\d{4})(\d\d)(\d\d)$/.exec(word) || DAY.exec(word);
    if (match) {
      var month = valueOf(match[2]), day = valueOf(match[3]), year = match[1] ? valueOf(match[1]) : 0;
      if (month >= 1 && month <= 12 && day >= 1 && day <= 31 && year >= 0) return formsOf(year && year < 100 ? year + 2000 : year, month, day);
    }
    match = MONTH.exec(word);
    if (!match) return [];
    month = valueOf(match[2] || match[4]);
    year = match[1] || match[3] ? valueOf(match[1] || match[3]) : 0;
    if (!(month >= 1 && month <= 12)) return [];
    return (year ? [year + "年" + month + "月"] : [month + "月", chinese(month) + "月"]).map(function (letters) { return { letters: letters, year: 0 }; });
  }
  var COUNTED = "项个件期条次名人份月日号天家届批张场年位篇户部幅页章类步";
  var RUN = new RegExp("\\d+|[〇零一二三四五六七八九十百千两]+", "g");
  function numbersIn(letters) {
    function written(form) {
      return letters.replace(RUN, function (run, at) {
        var value = valueOf(run), counted = run.length > 1 || letters.charAt(at - 1) === "第" || COUNTED.includes(letters.charAt(at + run.length) || "-");
        return isNaN(value) || !counted || /[.%]/.test(letters.charAt(at - 1) + letters.charAt(at + run.length)) ? run : form(value);
      });
    }
    var forms = [written(String), written(chinese)], issue = /^(.*?[^第\d])(\d+期)$/.exec(forms[0]);
    if (issue) forms.push(issue[1] + "第" + issue[2]);
    return forms.map(function (letters) { return { letters: letters, year: 0 }; });
  }
  // Terms: {letters: as typed, ways: [{letters, year, bounded}], the typed one first}; a page has a term in any of its ways.
  function termOf(word) {
    var plain = word.normalize("NFKC"), letters = fold(word).letters;
    var ways = [{ letters: letters, year: 0, bounded: false }];
    daysIn(plain).concat(letters.length < 40 ? numbersIn(letters) : []).forEach(function (way) {
      way.bounded = true;
      if (!ways.some(function (other) { return other.letters === way.letters; })) ways.push(way);
    });
    return { letters: letters, ways: ways };
  }
  function termsOf(query) {
    var terms = query.normalize("NFC").split(/\s+/).map(termOf);
    return terms.filter(function (term, i) {
      return term.letters && terms.findIndex(function (other) { return other.letters === term.letters; }) === i;
    });
  }
  // Where a way stands in folded letters from a place on: no piece of a longer number, no day of another year. Days
  // without a year are of the `own` one, where that is known.
  function placeOf(letters, way, from, own) {
    for (var at = letters.indexOf(way.letters, from); at >= 0; at = letters.indexOf(way.letters, at + 1)) {
      if (!way.bounded) return at;
      var before = letters.slice(0, at), after = letters.charAt(at + way.letters.length), year = /(\d{4})年$/.exec(before);
      var cut = /\d$/.test(before) && /^\d/.test(way.letters) || /^\d/.test(after) && /\d$/.test(way.letters);
      var other = year ? Number(year[1]) : own || way.year;
      if (!cut && !(way.year && other !== way.year)) return at;
    }
    return -1;
  }
  function has(letters, term, own) {
    return term.ways.some(function (way) { return placeOf(letters, way, 0, own) >= 0; });
  }

  return { fold: fold, learn: learn, termsOf: termsOf, placeOf: placeOf, has: has };
})();
