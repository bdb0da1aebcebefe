import type { WalletWords } from "./wallet-words";

export const de: WalletWords = {
  none: "In diesem Browser wurde keine Wallet gefunden. Nehmen Sie stattdessen eine Wallet-App oder eine Börse.",
  unnamed: "Browser-Wallet",
  payWith: "Mit {wallet} bezahlen",
  connecting: "Ihre Wallet fragt, ob diese Seite Ihre Adresse sehen darf. Erlauben Sie es dort.",
  switching: "Ihre Wallet fragt, ob sie zu {network} wechseln soll. Erlauben Sie es dort.",
  confirming: "Ihre Wallet zeigt {amount} auf {network}. Prüfen Sie es dort und bestätigen Sie.",
  sent: "Gesendet. Diese Seite zeigt es in wenigen Sekunden; bitte senden Sie es nicht noch einmal.",
  rejected: "Sie haben es in Ihrer Wallet abgelehnt. Es wurde nichts gesendet.",
  busy: "Ihre Wallet wartet schon auf eine Antwort. Öffnen Sie sie und sehen Sie dort nach.",
  wrongNetwork:
    "Ihre Wallet ist nicht auf {network}, darum wurde nichts gesendet. Wechseln Sie dort das Netzwerk und versuchen Sie es noch einmal.",
  short: "In Ihrer Wallet ist nicht genug für {amount} auf {network}. Es wurde nichts gesendet.",
  untrusted: "Diese Seite wurde von etwas anderem verändert. Es wurde nichts gesendet.",
  failed: "Ihre Wallet hat nicht gesagt, dass sie etwas gesendet hat. Sehen Sie dort nach, bevor Sie es noch einmal versuchen.",
};
