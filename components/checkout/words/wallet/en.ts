/** What is said once a browser's wallets have been asked for, in English. It comes with the press, not with the page. */
export const en = {
  none: "No wallet was found in this browser. Use a wallet app or an exchange instead.",
  unnamed: "Browser wallet",
  payWith: "Pay with {wallet}",
  connecting: "Your wallet asks whether this page may see your address. Allow it there.",
  switching: "Your wallet asks to change to {network}. Allow it there.",
  confirming: "Your wallet shows {amount} on {network}. Check it there and confirm.",
  sent: "Sent. This page shows it in a few seconds; please do not send it again.",
  rejected: "You refused it in your wallet. Nothing was sent.",
  busy: "Your wallet is already waiting for an answer. Open it and look there.",
  wrongNetwork: "Your wallet is not on {network}, so nothing was sent. Change the network there and try again.",
  short: "There is not enough in your wallet for {amount} on {network}. Nothing was sent.",
  untrusted: "This page has been changed by something else. Nothing was sent.",
  failed: "Your wallet did not say that it sent anything. Look there before you try again.",
};
