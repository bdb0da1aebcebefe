// The shop's own part of the page to try the checkout in: it says what it hears. It ships by the webhook, not by this.
(() => {
  const NEWS = {
    detected: "We see your payment.",
    underpaid: "A part of your payment has arrived.",
    paid: "Thank you! Your order is on its way.",
    paid_late: "Your payment came late. We will write to you.",
    expired: "The time to pay is over.",
  };
  const news = document.getElementById("news");
  for (const [type, text] of Object.entries(NEWS)) {
    document.addEventListener(`florin:${type}`, () => {
      news.textContent = text;
    });
  }
  document.addEventListener("florin:closed", ({ detail }) => {
    if (detail.status === "pending") news.textContent = "Not paid yet. You can go on at any time.";
  });
})();
