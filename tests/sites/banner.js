// A site's own small banner. `ask.run(options)` asks where no choice is known; `ask.open()` shows the dialog again.
// Options: text; age, seconds for which each choice is kept, the session without it; switches, what the reopened dialog
// lists, always off; apply(choice, before), called on every page and on every change, `before` only on a change.
(function () {
  var options, box;
  function choice() { var m = document.cookie.match(/(?:^|; )cookie-choice=(\w+)/); return m ? m[1] : ''; }
  function keep(value) { var age = options.age && options.age[value]; document.cookie = 'cookie-choice=' + value + '; path=/; SameSite=Lax' + (age ? '; max-age=' + age : ''); }
  function choose(value) { return function () { var before = choice(); keep(value); box.remove(); options.apply(value, before); }; }
  function button(words, act) { var b = document.createElement('button'); b.textContent = words; b.onclick = act; box.appendChild(b); }
  function show() {
    box = document.createElement('section');
    box.setAttribute('role', 'dialog'); box.setAttribute('aria-label', 'Cookies');
    box.innerHTML = '<style>#ask{position:fixed;left:0;right:0;bottom:0;background:#fff;border-top:3px solid #204a3a;padding:20px 32px}#ask button{font:inherit;padding:10px 26px;margin:10px 14px 0 0;border:0;background:#204a3a;color:#fff}#ask label{display:block}</style>';
    box.id = 'ask';
    box.appendChild(document.createElement('p')).textContent = options.text;
    box.insertAdjacentHTML('beforeend', '<a href="/privacy">Privacy policy</a> ');
    document.body.appendChild(box);
  }
  window.ask = {
    choice: choice,
    run: function (given) {
      options = given;
      if (choice()) return options.apply(choice());
      show(); button('Accept all', choose('granted')); button('Reject all', choose('denied'));
    },
    open: function () {
      if (box && box.isConnected) return;
      show();
      if (!options.switches) { button('Accept all', choose('granted')); button('Reject all', choose('denied')); return; }
      options.switches.forEach(function (name) { var l = document.createElement('label'); l.innerHTML = '<input type="checkbox"> ' + name; box.appendChild(l); });
      button('Save choices', function () { choose(box.querySelector(':checked') ? 'granted' : 'denied')(); });
    }
  };
})();
