// The deceptive shop: counts first and asks later, shouts "accept", whispers "decline", and goes on after withdrawal.
(function () {
  var NAME = 'shop-consent', PARTNER = '{{ partner }}', COUNTER = '{{ counter }}';
  function read(name) { var m = document.cookie.match('(?:^|; )' + name + '=([^;]*)'); return m ? m[1] : ''; }
  function keep(name, value, days) { document.cookie = name + '=' + value + '; path=/; max-age=' + days * 86400 + '; SameSite=Lax'; }
  function number() { return Math.floor(1e9 + Math.random() * 9e9); }
  function count() {
    if (!read('_ga')) keep('_ga', 'GA1.1.' + number() + '.' + Math.floor(Date.now() / 1000), 390);
    fetch(COUNTER + '/collect?cid=' + read('_ga'), { mode: 'no-cors', credentials: 'omit', keepalive: true });
  }
  function follow() {
    if (!read('_fbp')) keep('_fbp', 'fb.1.' + Date.now() + '.' + number(), 90);
    fetch(COUNTER + '/follow?fbp=' + read('_fbp'), { mode: 'no-cors', credentials: 'omit', keepalive: true });
  }
  function everything() {
    follow();
    var id = localStorage.getItem('ajs_anonymous_id'); if (!id) { id = 'a' + number() + number(); localStorage.setItem('ajs_anonymous_id', id); }
    fetch(COUNTER + '/profile', { method: 'POST', mode: 'no-cors', credentials: 'omit', body: JSON.stringify({ visitor: id }), keepalive: true });
    var tag = document.createElement('script'); tag.src = PARTNER + '/tag.js'; document.head.appendChild(tag);
    fetch('/remember', { method: 'POST' });
  }
  function close() { var old = document.getElementById('ask'); if (old) old.remove(); }
  function box(html) {
    close(); var b = document.createElement('section'); b.id = 'ask'; b.className = 'ask'; b.setAttribute('role', 'dialog'); b.setAttribute('aria-label', 'Cookies'); b.innerHTML = html; document.body.appendChild(b); return b;
  }
  function button(row, text, kind, act) { var b = document.createElement('button'); b.type = 'button'; b.textContent = text; b.className = kind; b.onclick = act; row.appendChild(b); }
  function ask() {
    var row = box('<h2>We value your privacy</h2><p>We and our 312 partners use cookies to give you the best teapot experience.</p><div class="row"></div>').querySelector('.row');
    button(row, 'Accept all', 'loud', function () { keep(NAME, 'all', 390); close(); everything(); });
    button(row, 'Options', 'soft', settings);
    button(row, 'I decline non-essential purposes', 'faint', sure);
  }
  function sure() {
    var row = box('<h2>Are you sure?</h2><p>Without cookies we cannot show you the teapots you love.</p><div class="row"></div>').querySelector('.row');
    button(row, 'Accept all', 'loud', function () { keep(NAME, 'all', 390); close(); everything(); });
    button(row, 'Continue without accepting', 'faint', function () { keep(NAME, 'none', 1); close(); follow(); });
  }
  function settings() {
    var row = box('<h2>Your options</h2><p>Partners rely on these cookies. Switch off what you do not want.</p><div class="row"></div>').querySelector('.row');
    ['Measuring', 'Personal offers', 'Advertising partners'].forEach(function (text) { var l = document.createElement('label'), i = document.createElement('input'); i.type = 'checkbox'; i.checked = true; l.appendChild(i); l.appendChild(document.createTextNode(text)); row.appendChild(l); });
    button(row, 'Accept all', 'loud', function () { keep(NAME, 'all', 390); close(); everything(); });
    button(row, 'Save my choice', 'soft', function () {
      var had = read(NAME) === 'all' || read(NAME) === 'withdrawn';
      if (row.querySelectorAll('input:checked').length) { keep(NAME, 'all', 390); everything(); } else keep(NAME, had ? 'withdrawn' : 'none', 1);
      close();
    });
  }
  document.getElementById('way-back').onclick = function () { settings(); return false; };
  count();
  var state = read(NAME);
  if (!state) ask(); else if (state === 'all' || state === 'withdrawn') everything(); else follow();
})();
