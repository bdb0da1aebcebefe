/**
 * What the checkout page says in the browser, in English: the original of the other languages. `{name}` is filled
 * in; an object of plural categories (Intl.PluralRules) is told by its `{n}`. What the server alone says stands in
 * server/en.ts, and what is said once wallets have been asked for in wallet/en.ts.
 */
export const en = {
  status: {
    waiting: "Waiting for your payment",
    takenOut:
      "The network took your payment out again. It usually returns by itself: look in your wallet before you send once more.",
    stray:
      "{amount} on {network} arrived, which was not asked for. {shop} can accept it or send it back: ask them before you send once more.",
    strayAndMore:
      "{amount} on {network} and more arrived, which was not asked for. {shop} can accept it or send it back: ask them before you send once more.",
    timeUp: "The time to pay is over",
    timeUpText: "We are checking whether a payment came in time. Please do not send anything now.",
    seen: "We see {amount}",
    seenOver: "We see {amount}, {over} more than was asked",
    seenRestLate: "We see {amount}. The rest came after the time to pay",
    seenLate: "We see {amount}. It came after the time to pay",
    confirming: "Confirming, usually {time}. There is nothing more to do.",
    confirmingLate: "Confirming, usually {time}. {shop} will be told that it came late.",
    missing: "{amount} is still missing",
    arrived: "{amount} arrived.",
    sendRest: "Send the rest to the same address.",
    restLate: "The time to pay is over, but the rest still counts if it comes within {time}. {shop} will see that it came late.",
    exchangeFee: "Sending from an exchange? It may keep a fee of its own: make sure that {amount} arrives.",
    wasMissing: "{amount} was missing",
    wasMissingText:
      "{amount} arrived, and the time to send the rest is over. Please do not send more. {shop} has what came: ask them to finish the order or to send it back.",
    noneCame: "No payment came in time, and the price is no longer held.",
    askAgain:
      "To pay now, get a new price below first; the address stays the same. If you have already sent, wait for it to arrive: {shop} will see it.",
    startAgain:
      "Please do not send any more: go back to {shop} and start again. If you have already sent, they will see it when it arrives; ask them.",
    cameLate: "What you sent came after the time to pay",
    cameLateText: "Please do not send more. {shop} sees what arrived: ask them to finish your order or to send it back.",
    deactivated: "The shop has closed this payment",
    deactivatedSent: "Please do not send more. {shop} sees what you have sent: ask them to send it back.",
    deactivatedText: "Please do not send anything. If you already have, {shop} will see it when it arrives: ask them.",
    lost: "The network did not keep your payment",
    lostText:
      "It was confirmed, and then the network took it out again. Look in your wallet whether the money is back, and speak to {shop} before you send once more.",
    stoodStill: "The network has stopped",
    stoodStillText:
      "It has carried out nothing for days, so no payment could arrive. Please do not send anything. If you already have, {shop} will see it when the network goes on: ask them.",
    paid: "Paid",
    paidText: "{shop} has your payment.",
    acceptedText: "{shop} has accepted your payment.",
    paidOver: "It is {over} more than was asked: ask them for the difference.",
    paidLate: "Paid, after the time had run out",
    paidLateText: "{shop} has your payment and knows that it came late. Ask them whether your order still stands.",
    delayed: "Checking is delayed.",
    delayedText: "What you have sent is safe: it will be counted with the time at which it was sent.",
    /** Two sentences after each other. */
    both: "{first} {second}",
  },
  steps: {
    waiting: "Waiting",
    seen: "Seen",
    confirming: "Confirming",
    confirmingCount: "Confirming {seen} of {required}",
    paid: "Paid",
  },
  pay: {
    payment: "Payment",
    /** A coin and its network: ETH on Base. */
    way: "{asset} on {network}",
    change: "Change",
    usually: "usually about {time}",
    lowFee: "low fee",
    highFee: "higher fee",
    usual: "Times and fees are what these networks usually take. Your wallet or exchange shows the fee before you send.",
    otherWays: "Other ways to pay",
    notChanged: "That did not work. Nothing has changed; please try again.",
    sendExactly: "Send exactly",
    sendRest: "Send the rest",
    address: "Address",
    toAddress: "To this address on {network}",
    addressEnds: "In your wallet, check that it ends in {end}.",
    tampered: "Do not send anything. Something in this browser has changed the address. Open this page on another device.",
    only: "Send only {asset}, only on {network}. This page notices by itself a few seconds after you send.",
    straight: "The money goes straight to {shop}; what is sent cannot be called back.",
    newPrice: "Get a new price",
    held: ", held for {clock}",
  },
  ways: {
    from: "Where do you send from?",
    exchange: "Exchange",
    app: "Wallet app",
    browser: "Browser wallet",
    code: "QR code to pay",
    exchangeText:
      "At the exchange, withdraw {asset}, choose {network} as the network, scan or paste the address, and enter {amount}.",
    exchangeFee: "If it takes its fee out of what you enter, enter {more} instead.",
    appText:
      "Scan this with your wallet app: it fills in the address, {amount} and {network}. Compare all three before you send.",
    appTokenText: "In your wallet app choose {asset} on {network}, scan the address, and enter {amount} yourself.",
    open: "Open in your wallet",
    browserText: "A wallet in this browser fills everything in: {amount} on {network}. You check it there and confirm.",
  },
  wallet: {
    start: "Find my wallet",
    notLoaded: "That did not work. Nothing was sent; please try again.",
    framed: "Inside another page no wallet is opened, for your safety.",
    ownTab: "Open this payment in its own tab",
  },
  copy: {
    copy: "Copy",
    copied: "Copied",
    refused: "Select it",
    amount: "Copy the amount",
    address: "Copy the address",
  },
  time: {
    left: "{time} left at this price",
    thenNewPrice: "After that you can get a new price here; the address stays the same.",
    almostOver: "Less than two minutes are left at this price.",
    /** A larger unit and a smaller one: 2 hours 5 minutes. */
    both: "{first} {second}",
    days: { one: "{n} day", other: "{n} days" },
    hours: { one: "{n} hour", other: "{n} hours" },
    minutes: { one: "{n} minute", other: "{n} minutes" },
    seconds: { one: "{n} second", other: "{n} seconds" },
  },
  payments: {
    arrived: "Arrived",
    late: "late",
    notPart: "not part of this price, ask the shop",
    byContract: "sent by a contract",
    count: "{seen} of {required}",
    confirmed: "confirmed",
    takenBack: "taken back",
  },
  receipt: {
    receipt: "Receipt",
    price: "Price",
    sent: "Sent",
    network: "Network",
    paid: "Paid",
    number: "Number",
  },
  shop: {
    writeTo: "Write to {shop}:",
    /** Of the letter: price and number of the payment. */
    subject: "Payment of {price} ({id})",
    backTo: "Back to {shop}",
    returning: "Returning to {shop} in {n} s",
    canReturn: "You can go back to {shop}.",
    cancel: "Cancel",
    goNow: "Go now",
    stay: "Stay",
    stays: "This page stays.",
  },
  testWallet: {
    title: "Pay with the test wallet",
    exact: "Exact",
    less: "Less",
    more: "More",
    sent: "Sent. It shows here when the next block is made.",
    notSent: "That did not work. Nothing was sent.",
  },
  failed: {
    title: "This page could not be shown",
    text: "What you have sent is safe. Please try again in a moment, and do not send anything until you see the page.",
    again: "Try again",
  },
};
