// A made-up consent platform: the TC string in a cookie and through `__tcfapi`, Google's consent mode, and the partner,
// who keeps a record in a frame of its own. `tcf.keep(choice)` stores it, `tcf.tell(choice)` tells the partner,
// `tcf.frame(choice)` the partner's frame.
// The strings were written by @iabtcf/core: purposes 1 to 10 and 24 vendors, and none of either.
(function () {
  var PARTNER = '{{ partner }}', now = '';
  var STRINGS = { granted: 'CQp3NcAQp3NcAAfADBENB4FgAP_AAAAAABAgAMP___wAAAAA.IAMP___w', denied: 'CQp3NcAQp3NcAAfADBENB4FgAAAAAAAAABAgAAAAAAAA.IAMP___w' };
  window.dataLayer = window.dataLayer || [];
  function gtag() { dataLayer.push(arguments); }
  function mode(value) { return { ad_storage: value, analytics_storage: value, ad_user_data: value, ad_personalization: value }; }
  gtag('consent', 'default', mode('denied'));
  window.__tcfapi = function (command, version, answer) {
    if (command === 'ping') return answer({ gdprApplies: true, cmpLoaded: true, cmpStatus: 'loaded', apiVersion: '2.3' });
    if (command !== 'getTCData') return answer(null, false);
    answer({ tcString: STRINGS[now] || '', tcfPolicyVersion: 5, gdprApplies: true, isServiceSpecific: true, cmpStatus: 'loaded', eventStatus: now ? 'tcloaded' : 'cmpuishown' }, true);
  };
  function signals(choice) { return '?gdpr=1&gdpr_consent=' + STRINGS[choice] + '&gcs=' + (choice === 'granted' ? 'G111' : 'G100'); }
  function frame(choice) {
    var old = document.getElementById('partner-record'), f = document.createElement('iframe');
    if (old) old.remove();
    f.id = 'partner-record'; f.title = 'Partner'; f.width = f.height = 1; f.src = PARTNER + '/frame?record=' + choice;
    document.body.appendChild(f);
  }
  window.tcf = {
    keep: function (choice) {
      now = choice;
      document.cookie = 'euconsent-v2=' + STRINGS[choice] + '; path=/; max-age=31536000; SameSite=Lax';
      gtag('consent', 'update', mode(choice));
    },
    frame: frame,
    tell: function (choice) {
      if (choice === 'denied') return fetch(PARTNER + '/notice' + signals(choice), { mode: 'no-cors', credentials: 'omit', keepalive: true });
      var s = document.createElement('script'); s.src = PARTNER + '/tag.js' + signals(choice); document.head.appendChild(s);
    },
    forget: function () { return fetch(PARTNER + '/forget', { method: 'POST', mode: 'no-cors', credentials: 'include' }); }
  };
})();
