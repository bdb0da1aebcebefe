// Florin: opens the checkout over a shop's page. See /docs/embed.
(() => {
  const home = new URL(document.currentScript.src).origin;
  const EVENTS = "ready pending detected underpaid overpaid paid paid_late expired failed deactivated closed".split(" ");
  const STATUSES = EVENTS.slice(1, -1);
  const KINDS = { link: ["/l/", /^[0-9A-Za-z_-]{1,128}$/], session: ["/checkout/", /^cs_[0-9A-Za-z]{24}$/] };
  // How long a page that has loaded may keep silent before it counts as refused.
  const SILENCE_MS = 4000;
  const WORDS = {
    en: ["Payment", "Close", "Open in a new tab"],
    de: ["Zahlung", "Schließen", "In neuem Tab öffnen"],
    fr: ["Paiement", "Fermer", "Ouvrir dans un nouvel onglet"],
    es: ["Pago", "Cerrar", "Abrir en una pestaña nueva"],
    pt: ["Pagamento", "Fechar", "Abrir numa nova aba"],
    ja: ["お支払い", "閉じる", "新しいタブで開く"],
    zh: ["付款", "关闭", "在新标签页中打开"],
    ar: ["الدفع", "إغلاق", "فتح في علامة تبويب جديدة"],
  };
  const STYLE = `dialog{box-sizing:border-box;width:min(100vw - 32px,480px);height:min(100dvh - 32px,860px);max-width:none;max-height:none;margin:auto;padding:0;border:0;border-radius:12px;overflow:hidden;background:Canvas;color:CanvasText;color-scheme:light dark;box-shadow:0 8px 40px #0004}
dialog[open]{display:flex;flex-direction:column}
dialog::backdrop{background:#0009}
nav{display:flex;justify-content:flex-end;flex:none}
a,button{all:unset;box-sizing:border-box;width:44px;height:44px;font:22px/44px system-ui,sans-serif;text-align:center;cursor:pointer}
:focus-visible{outline:2px solid;outline-offset:-6px;border-radius:8px}
iframe{flex:1;width:100%;border:0;color-scheme:normal}
@media(max-width:640px){dialog{width:100vw;height:100dvh;border-radius:0}}
@media(prefers-reduced-motion:no-preference){dialog[open]{animation:f .16s ease-out}@keyframes f{from{opacity:0;transform:translateY(8px)}}}`;
  let closeOpen = null;

  function addressOf(options) {
    const kind = options.session == null ? "link" : "session";
    const [path, name] = KINDS[kind];
    const url = new URL(String(options[kind]), home + path);
    const last = url.pathname.slice(path.length);
    if (url.origin !== home || !url.pathname.startsWith(path) || !name.test(last)) {
      throw new TypeError(`florin.open: this is no ${kind} of ${home}`);
    }
    return { path: url.pathname, isLink: kind === "link" };
  }

  // A frame may be given no cookies: so this shop's tab remembers which session a link led to.
  const store = {
    get(path) {
      try {
        return sessionStorage.getItem(`florin:${path}`);
      } catch {}
    },
    set(path, id) {
      try {
        sessionStorage.setItem(`florin:${path}`, id);
      } catch {}
    },
  };

  function sourceOf({ path, isLink }, lang) {
    const url = new URL(path, home);
    const known = isLink && store.get(path);
    if (known) url.searchParams.set("session", known);
    if (lang) url.searchParams.set("lang", lang);
    return url.href;
  }

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  function open(options, opener) {
    const address = addressOf(options);
    const plain = home + address.path;
    const leave = () => location.assign(plain);
    if (!("adoptedStyleSheets" in document) || !window.HTMLDialogElement) return leave();
    closeOpen?.();

    const spoken = [options.lang, document.documentElement.lang, navigator.language];
    const words = WORDS[spoken.map((tag) => String(tag ?? "").slice(0, 2).toLowerCase()).find((tag) => Object.hasOwn(WORDS, tag))];
    const [title, close, apart] = words ?? WORDS.en;
    const before = document.activeElement;
    const root = document.documentElement;
    const { overflow } = root.style;
    const frame = make("iframe", { title, allow: "clipboard-write", referrerPolicy: "no-referrer" });
    const away = make("a", { href: plain, target: "_blank", rel: "noopener noreferrer", title: apart, textContent: "↗" });
    away.setAttribute("aria-label", apart);
    const shut = make("button", { type: "button", title: close, textContent: "×", onclick: end });
    shut.setAttribute("aria-label", close);
    const dialog = make("dialog", { onclose: end }, make("nav", {}, away, shut), frame);
    dialog.setAttribute("aria-label", title);
    const host = make("div", {});
    const shadow = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(dialog);

    let id = null;
    let status = null;
    let isReady = false;
    let silence;

    function emit(type) {
      const detail = { id, status };
      (opener ?? document).dispatchEvent(new CustomEvent(`florin:${type}`, { bubbles: true, detail }));
      options.on?.[type]?.(detail);
    }

    function hear({ source, origin, data }) {
      if (origin !== home || source !== frame.contentWindow || data?.from !== "florin") return;
      if (data.type === "close") return end();
      const isOurs = (data.id === null || (typeof data.id === "string" && KINDS.session[1].test(data.id))) && (data.status === null || STATUSES.includes(data.status));
      if (!isOurs || !["ready", "status"].includes(data.type)) return;
      clearTimeout(silence);
      const news = data.status !== null && data.status !== (status ?? "pending");
      ({ id, status } = data);
      if (address.isLink && id) store.set(address.path, id);
      if (!isReady) {
        isReady = true;
        frame.focus();
        emit("ready");
      }
      if (news) emit(status);
    }

    function refused({ blockedURI, effectiveDirective }) {
      if (/^(frame|child|default)-src/.test(effectiveDirective) && blockedURI.startsWith(home)) giveUp();
    }

    function giveUp() {
      end();
      leave();
    }

    frame.onload = () => {
      frame.contentWindow.postMessage("florin:hello", home);
      clearTimeout(silence);
      if (!isReady) silence = setTimeout(giveUp, SILENCE_MS);
    };

    function end() {
      if (closeOpen !== end) return;
      closeOpen = null;
      clearTimeout(silence);
      removeEventListener("message", hear);
      document.removeEventListener("securitypolicyviolation", refused);
      dialog.close();
      host.remove();
      root.style.overflow = overflow;
      before?.focus?.({ preventScroll: true });
      emit("closed");
    }

    closeOpen = end;
    addEventListener("message", hear);
    document.addEventListener("securitypolicyviolation", refused);
    frame.src = sourceOf(address, options.lang);
    document.body.append(host);
    root.style.overflow = "hidden";
    dialog.showModal();
    return { close: end };
  }

  // A link that works by itself opens over the page where this script runs.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-florin-link]");
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || event.defaultPrevented) return;
    try {
      open({ [link.pathname.startsWith("/l/") ? "link" : "session"]: link.href }, link);
      event.preventDefault();
    } catch {
      // Where it leads is not ours: the browser goes there.
    }
  });

  window.florin = { open: (options) => open(options) };
})();
