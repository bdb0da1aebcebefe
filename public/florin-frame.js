// Speaks for a customer's page that stands in a shop's frame. It is loaded there alone, and tells the page around it,
// if that is of one of the origins that the shop has registered, the session's id and status, and nothing else.
(() => {
  const shops = (document.currentScript.dataset.origins ?? "").split(" ");
  const { parent } = window;
  if (parent === window) return;
  const id = /^\/checkout\/(cs_[0-9A-Za-z]{24})(?:\/|$)/.exec(location.pathname)?.[1] ?? null;
  let shop = null;
  let told;

  const statusNow = () => document.querySelector("[data-status]")?.dataset.status ?? null;

  function tell(type) {
    if (shop === null) return;
    told = statusNow();
    parent.postMessage({ from: "florin", type, id, status: told }, shop);
  }

  // Who stands around it is the browser's word, not the message's.
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || !shops.includes(origin) || data !== "florin:hello") return;
    shop = origin;
    tell("ready");
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) tell("close");
  });
  new MutationObserver(() => {
    if (statusNow() !== told) tell("status");
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-status"] });
})();
