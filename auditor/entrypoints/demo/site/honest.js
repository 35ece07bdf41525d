// The honest shop: equal buttons, nothing before a choice, and a withdrawal that withdraws.
(function () {
  var NAME = 'shop-consent', PARTNER = '{{ partner }}', COUNTER = '{{ counter }}';
  function read(name) { var m = document.cookie.match('(?:^|; )' + name + '=([^;]*)'); return m ? m[1] : ''; }
  function keep(name, value, days) { document.cookie = name + '=' + value + '; path=/; max-age=' + days * 86400 + '; SameSite=Lax'; }
  function forget(name) { document.cookie = name + '=; path=/; max-age=0; SameSite=Lax'; }
  function number() { return Math.floor(1e9 + Math.random() * 9e9); }
  function start() {
    if (!read('_ga')) keep('_ga', 'GA1.1.' + number() + '.' + Math.floor(Date.now() / 1000), 180);
    fetch(COUNTER + '/collect?cid=' + read('_ga'), { mode: 'no-cors', credentials: 'omit' });
    var tag = document.createElement('script'); tag.src = PARTNER + '/tag.js'; document.head.appendChild(tag);
  }
  function stop() {
    forget('_ga');
    fetch(PARTNER + '/forget', { method: 'POST', mode: 'no-cors', credentials: 'include' });
  }
  function decide(answer) {
    var before = read(NAME); keep(NAME, answer, 180); close();
    if (answer === 'all') start(); else if (before === 'all') stop();
  }
  function close() { var old = document.getElementById('ask'); if (old) old.remove(); }
  function ask() {
    close();
    var box = document.createElement('section'); box.id = 'ask'; box.className = 'ask honest'; box.setAttribute('role', 'dialog'); box.setAttribute('aria-label', 'Cookies');
    box.innerHTML = '<h2>May we count your visit?</h2><p>With your consent we and one advertising partner set cookies to count visits and show our pots elsewhere. You can change your mind at any time under “Cookie settings” at the foot of each page.</p><div class="row"></div>';
    var row = box.querySelector('.row');
    button(row, 'Accept all', '', function () { decide('all'); });
    button(row, 'Reject all', '', function () { decide('none'); });
    button(row, 'Settings', 'plain', function () { settings(box); });
    document.body.appendChild(box);
  }
  function settings(box) {
    box.querySelector('p').textContent = 'Choose which cookies you allow. Nothing is switched on for you.';
    var row = box.querySelector('.row'); row.innerHTML = '';
    ['Count my visit', 'Advertising by our partner'].forEach(function (text) { var l = document.createElement('label'), i = document.createElement('input'); i.type = 'checkbox'; l.appendChild(i); l.appendChild(document.createTextNode(text)); row.appendChild(l); });
    button(row, 'Save my choice', '', function () { decide(row.querySelectorAll('input:checked').length ? 'all' : 'none'); });
    button(row, 'Reject all', '', function () { decide('none'); });
  }
  function button(row, text, kind, act) { var b = document.createElement('button'); b.type = 'button'; b.textContent = text; b.className = kind; b.onclick = act; row.appendChild(b); }
  document.getElementById('way-back').onclick = function () { ask(); return false; };
  if (!read(NAME)) ask(); else if (read(NAME) === 'all') start();
})();
