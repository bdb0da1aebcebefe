import type { Words } from "./words";

export const de: Words = {
  status: {
    waiting: "Wir warten auf Ihre Zahlung",
    takenOut:
      "Das Netzwerk hat Ihre Zahlung wieder herausgenommen. Meist kommt sie von selbst zurück: Sehen Sie in Ihrer Wallet nach, bevor Sie noch einmal senden.",
    stray:
      "{amount} auf {network} sind angekommen, danach war nicht gefragt. {shop} kann sie annehmen oder zurücksenden: Fragen Sie dort nach, bevor Sie noch einmal senden.",
    strayAndMore:
      "{amount} auf {network} und mehr sind angekommen, danach war nicht gefragt. {shop} kann sie annehmen oder zurücksenden: Fragen Sie dort nach, bevor Sie noch einmal senden.",
    timeUp: "Die Zeit zum Bezahlen ist vorbei",
    timeUpText: "Wir prüfen, ob eine Zahlung rechtzeitig gekommen ist. Bitte senden Sie jetzt nichts.",
    seen: "Wir sehen {amount}",
    seenOver: "Wir sehen {amount}, {over} mehr als verlangt",
    seenRestLate: "Wir sehen {amount}. Der Rest kam nach Ablauf der Zeit",
    seenLate: "Wir sehen {amount}. Die Zahlung kam nach Ablauf der Zeit",
    confirming: "Wird bestätigt, meist {time}. Sie müssen nichts mehr tun.",
    confirmingLate: "Wird bestätigt, meist {time}. {shop} erfährt, dass die Zahlung spät kam.",
    missing: "Es fehlen noch {amount}",
    arrived: "{amount} sind angekommen.",
    sendRest: "Senden Sie den Rest an dieselbe Adresse.",
    restLate:
      "Die Zeit zum Bezahlen ist vorbei, aber der Rest zählt noch. Zeit dafür: {time}. {shop} sieht dann, dass er spät kam.",
    exchangeFee:
      "Senden Sie von einer Börse? Sie behält vielleicht eine eigene Gebühr ein: Achten Sie darauf, dass {amount} ankommen.",
    wasMissing: "Es fehlten {amount}",
    wasMissingText:
      "{amount} sind angekommen, und die Zeit für den Rest ist vorbei. Bitte senden Sie nichts mehr. {shop} hat, was angekommen ist: Bitten Sie dort, die Bestellung abzuschließen oder das Geld zurückzusenden.",
    noneCame: "Es kam keine Zahlung rechtzeitig an, und der Preis gilt nicht mehr.",
    askAgain:
      "Um jetzt zu bezahlen, holen Sie unten zuerst einen neuen Preis; die Adresse bleibt gleich. Wenn Sie schon gesendet haben, warten Sie, bis es ankommt: {shop} wird es sehen.",
    startAgain:
      "Bitte senden Sie nichts mehr: Gehen Sie zurück zu {shop} und beginnen Sie neu. Wenn Sie schon gesendet haben, sieht man es dort, sobald es ankommt; fragen Sie nach.",
    cameLate: "Was Sie gesendet haben, kam nach Ablauf der Zeit",
    cameLateText:
      "Bitte senden Sie nichts mehr. {shop} sieht, was angekommen ist: Bitten Sie dort, Ihre Bestellung abzuschließen oder das Geld zurückzusenden.",
    deactivated: "Der Shop hat diese Zahlung geschlossen",
    deactivatedSent: "Bitte senden Sie nichts mehr. {shop} sieht, was Sie gesendet haben: Bitten Sie dort, es zurückzusenden.",
    deactivatedText:
      "Bitte senden Sie nichts. Wenn Sie schon gesendet haben, sieht {shop} es, sobald es ankommt: Fragen Sie dort nach.",
    lost: "Das Netzwerk hat Ihre Zahlung nicht behalten",
    lostText:
      "Sie war bestätigt, dann hat das Netzwerk sie wieder herausgenommen. Sehen Sie in Ihrer Wallet nach, ob das Geld zurück ist, und sprechen Sie mit {shop}, bevor Sie noch einmal senden.",
    stoodStill: "Das Netzwerk steht still",
    stoodStillText:
      "Es hat seit Tagen nichts ausgeführt, deshalb konnte keine Zahlung ankommen. Bitte senden Sie nichts. Wenn Sie schon gesendet haben, sieht {shop} es, sobald das Netzwerk weiterläuft: Fragen Sie dort nach.",
    paid: "Bezahlt",
    paidText: "{shop} hat Ihre Zahlung.",
    acceptedText: "{shop} hat Ihre Zahlung angenommen.",
    paidOver: "Es sind {over} mehr als verlangt: Fragen Sie dort nach dem Unterschied.",
    paidLate: "Bezahlt, nach Ablauf der Zeit",
    paidLateText: "{shop} hat Ihre Zahlung und weiß, dass sie spät kam. Fragen Sie dort, ob Ihre Bestellung noch gilt.",
    delayed: "Die Prüfung verzögert sich.",
    delayedText: "Was Sie gesendet haben, ist sicher: Es zählt mit der Zeit, zu der es gesendet wurde.",
    both: "{first} {second}",
  },
  steps: {
    waiting: "Warten",
    seen: "Gesehen",
    confirming: "Bestätigen",
    confirmingCount: "{seen} von {required} bestätigt",
    paid: "Bezahlt",
  },
  pay: {
    payment: "Zahlung",
    way: "{asset} auf {network}",
    change: "Ändern",
    usually: "meist etwa {time}",
    lowFee: "geringe Gebühr",
    highFee: "höhere Gebühr",
    usual:
      "Zeiten und Gebühren sind, was diese Netzwerke meist brauchen. Ihre Wallet oder Börse zeigt die Gebühr, bevor Sie senden.",
    otherWays: "Andere Zahlungswege",
    notChanged: "Das hat nicht geklappt. Nichts hat sich geändert; bitte versuchen Sie es noch einmal.",
    sendExactly: "Senden Sie genau",
    sendRest: "Senden Sie den Rest",
    address: "Adresse",
    toAddress: "An diese Adresse auf {network}",
    addressEnds: "Prüfen Sie in Ihrer Wallet, dass sie auf {end} endet.",
    tampered:
      "Senden Sie nichts. Etwas in diesem Browser hat die Adresse verändert. Öffnen Sie diese Seite auf einem anderen Gerät.",
    only: "Senden Sie nur {asset}, nur auf {network}. Diese Seite bemerkt es von selbst, einige Sekunden nachdem Sie gesendet haben.",
    straight: "Das Geld geht direkt an {shop}; was gesendet ist, lässt sich nicht zurückholen.",
    newPrice: "Neuen Preis holen",
    held: ", gilt noch {clock}",
  },
  ways: {
    from: "Von wo senden Sie?",
    exchange: "Börse",
    app: "Wallet-App",
    browser: "Browser-Wallet",
    code: "QR-Code zum Bezahlen",
    exchangeText:
      "Wählen Sie bei der Börse die Auszahlung von {asset} und als Netzwerk {network}, scannen Sie die Adresse oder fügen Sie sie ein, und geben Sie {amount} ein.",
    exchangeFee: "Zieht die Börse ihre Gebühr vom eingegebenen Betrag ab, geben Sie stattdessen {more} ein.",
    appText:
      "Scannen Sie dies mit Ihrer Wallet-App: Sie trägt die Adresse, {amount} und {network} ein. Vergleichen Sie alle drei, bevor Sie senden.",
    appTokenText:
      "Wählen Sie in Ihrer Wallet-App {asset} auf {network}, scannen Sie die Adresse und geben Sie {amount} selbst ein.",
    open: "In der Wallet öffnen",
    browserText: "Eine Wallet in diesem Browser trägt alles ein: {amount} auf {network}. Sie prüfen es dort und bestätigen.",
  },
  wallet: {
    start: "Meine Wallet suchen",
    notLoaded: "Das hat nicht geklappt. Es wurde nichts gesendet; bitte versuchen Sie es noch einmal.",
    framed: "Innerhalb einer anderen Seite wird zu Ihrer Sicherheit keine Wallet geöffnet.",
    ownTab: "Diese Zahlung in einem eigenen Tab öffnen",
  },
  copy: {
    copy: "Kopieren",
    copied: "Kopiert",
    refused: "Bitte markieren",
    amount: "Betrag kopieren",
    address: "Adresse kopieren",
  },
  time: {
    left: "Noch {time} zu diesem Preis",
    thenNewPrice: "Danach bekommen Sie hier einen neuen Preis; die Adresse bleibt dieselbe.",
    almostOver: "Dieser Preis gilt noch weniger als zwei Minuten.",
    both: "{first} {second}",
    days: { one: "{n} Tag", other: "{n} Tage" },
    hours: { one: "{n} Stunde", other: "{n} Stunden" },
    minutes: { one: "{n} Minute", other: "{n} Minuten" },
    seconds: { one: "{n} Sekunde", other: "{n} Sekunden" },
  },
  payments: {
    arrived: "Angekommen",
    late: "spät",
    notPart: "gehört nicht zu diesem Preis, fragen Sie den Shop",
    byContract: "von einem Vertrag gesendet",
    count: "{seen} von {required}",
    confirmed: "bestätigt",
    takenBack: "zurückgenommen",
  },
  receipt: {
    receipt: "Beleg",
    price: "Preis",
    sent: "Gesendet",
    network: "Netzwerk",
    paid: "Bezahlt am",
    number: "Nummer",
  },
  shop: {
    writeTo: "Schreiben Sie an {shop}:",
    subject: "Zahlung von {price} ({id})",
    backTo: "Zurück zu {shop}",
    returning: "Zurück zu {shop} in {n} s",
    canReturn: "Sie können zu {shop} zurückgehen.",
    cancel: "Abbrechen",
    goNow: "Jetzt gehen",
    stay: "Bleiben",
    stays: "Diese Seite bleibt.",
  },
  testWallet: {
    title: "Mit der Test-Wallet bezahlen",
    exact: "Genau",
    less: "Weniger",
    more: "Mehr",
    sent: "Gesendet. Es erscheint hier mit dem nächsten Block.",
    notSent: "Das hat nicht geklappt. Es wurde nichts gesendet.",
  },
  failed: {
    title: "Diese Seite konnte nicht gezeigt werden",
    text: "Was Sie gesendet haben, ist sicher. Bitte versuchen Sie es gleich noch einmal, und senden Sie nichts, bevor Sie die Seite sehen.",
    again: "Noch einmal versuchen",
  },
};
