// A tag loader with made-up trackers. `tags.grant()` starts them, `tags.refuse()` does what TAGS say: `after` is run,
// delete or leave; `backup` keeps the identifier under another name and restores it from there.
(function () {
  var TAGS = {{ tags }}, PARTNER = '{{ partner }}', COUNTER = '{{ counter }}';
  function read(name) { var m = document.cookie.match('(?:^|; )' + name + '=([^;]*)'); return m ? m[1] : ''; }
  function keep(name, value, age) { document.cookie = name + '=' + value + '; path=/; max-age=' + age + '; SameSite=Lax'; }
  function digits() { return Math.floor(1e9 + Math.random() * 9e9); }
  function tell(path, body) { fetch(COUNTER + path, { method: body ? 'POST' : 'GET', mode: 'no-cors', credentials: 'omit', keepalive: true, body: body }); }
  var kinds = {
    cookie: {
      start: function (t) {
        if (!read('_ga')) keep('_ga', t.backup && localStorage.getItem('layout') || 'GA1.1.' + digits() + '.' + Math.floor(Date.now() / 1000), 3e7);
        if (t.backup) localStorage.setItem('layout', read('_ga'));
        tell('/collect?cid=' + read('_ga'));
      },
      stop: function () { keep('_ga', '', 0); }, left: function () { return read('_ga'); } },
    storage: {
      start: function () { var id = localStorage.getItem('ajs_anonymous_id') || 'v' + digits() + digits(); localStorage.setItem('ajs_anonymous_id', id); tell('/profile', JSON.stringify({ visitor: id })); },
      stop: function () { localStorage.removeItem('ajs_anonymous_id'); }, left: function () { return localStorage.getItem('ajs_anonymous_id'); } },
    partner: {
      start: function () { localStorage.setItem('partner', 'on'); var s = document.createElement('script'); s.src = PARTNER + '/tag.js'; document.head.appendChild(s); },
      leave: function () { localStorage.removeItem('partner'); },
      stop: function () { localStorage.removeItem('partner'); fetch(PARTNER + '/forget', { method: 'POST', mode: 'no-cors', credentials: 'include' }); }, left: function () { return localStorage.getItem('partner'); } },
    server: {
      start: function () { fetch('/consented', { method: 'POST', keepalive: true }); },
      stop: function () { keep('_fbp', '', 0); }, left: function () { return ''; } }
  };
  var live = {};
  function start(t) { if (!live[t.kind]) { live[t.kind] = true; kinds[t.kind].start(t); } }
  window.tags = {
    grant: function () { TAGS.forEach(start); },
    refuse: function () {
      TAGS.forEach(function (t) {
        if (t.when === 'any-choice') return start(t);
        if (!kinds[t.kind].left()) return;
        live[t.kind] = false;
        if (t.after === 'run') start(t); else if (t.after === 'delete') kinds[t.kind].stop(); else if (kinds[t.kind].leave) kinds[t.kind].leave();
      });
    }
  };
  TAGS.forEach(function (t) { if (t.when === 'always' || t.when === 'unless-signalled' && navigator.globalPrivacyControl !== true) start(t); });
})();
