// biome-ignore-all lint: ES5 on purpose, it runs where the page's modules cannot
// One sentence instead of a blank page for browsers older than Chrome 109.
(function () {
  var able =
    Array.prototype.findLast && window.structuredClone && window.CSS && CSS.supports && CSS.supports('height', '1dvh');
  if (able) return;
  var sentence = document.createElement('p');
  sentence.id = 'old-browser';
  sentence.textContent =
    '浏览器版本太旧，本系统不能正常使用。请改用 Chrome 109、Edge 109 或更新的版本（Windows 7 可装 Chrome 109）。 ' +
    'This browser is too old: please use Chrome 109, Edge 109 or newer.';
  document.body.insertBefore(sentence, document.body.firstChild);
})();
