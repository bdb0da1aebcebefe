import type { ServerWords } from "./server-words";

export const de: ServerWords = {
  page: {
    title: "{price} an {shop}",
    language: "Sprache",
    test: "TEST",
    testText: "es fließt kein echtes Geld",
  },
  help: {
    notSeen: "Ich habe bezahlt, aber nichts passiert",
    paste: "Fügen Sie die Nummer der Transaktion ein. Ihre Wallet oder Börse zeigt sie; sie beginnt mit 0x.",
    check: "Prüfen",
    number: "Transaktionsnummer",
    which: "Welche Transaktion?",
    whichText:
      "Ihre Wallet oder Börse zeigt zu jeder Zahlung, die sie sendet, eine Nummer. Sie beginnt mit 0x und hat 66 Zeichen. Kopieren Sie sie und fügen Sie sie hier ein.",
    back: "Zurück zur Zahlung",
  },
  refusal: {
    notNow: "Im Moment nicht",
    noNewPrice: "Im Moment kein neuer Preis",
    tooMany: "Zu viele Anfragen auf einmal. Bitte warten Sie eine Minute und versuchen Sie es dann noch einmal.",
    noRate: "Gerade gibt es keinen verlässlichen Wechselkurs. Bitte versuchen Sie es gleich noch einmal.",
    noNetwork: "Gerade ist kein Netzwerk verbunden, das diese Zahlung annehmen könnte.",
    orderOpen: "Für diese Bestellung ist inzwischen eine andere Zahlung offen. Bezahlen Sie bitte dort.",
    linkOff: "Der Shop hat diesen Zahlungslink abgeschaltet.",
    later: "Das geht gerade nicht. Bitte versuchen Sie es gleich noch einmal.",
  },
  missing: {
    title: "Nicht gefunden",
    payment: "Diese Zahlung gibt es nicht",
    paymentText:
      "Bitte senden Sie nichts. Sehen Sie nach, ob die Adresse dieser Seite vollständig ist, oder fragen Sie den Shop, der sie Ihnen gegeben hat.",
    link: "Diesen Zahlungslink gibt es nicht",
    linkText: "Sehen Sie nach, ob die Adresse vollständig ist, oder fragen Sie den Shop, der sie Ihnen gegeben hat.",
    page: "Diese Seite gibt es nicht",
    pageText: "Sehen Sie nach, ob die Adresse vollständig ist.",
  },
  link: {
    pay: "{shop} bezahlen",
    howMuch: "Wie viel?",
    fromTo: "Von {least} bis {most}.",
    atLeast: "Mindestens {least}.",
    atMost: "Höchstens {most}.",
    email: "Ihre E-Mail-Adresse",
    emailText: "{shop} erhält sie mit Ihrer Zahlung.",
    continue: "Weiter",
    next: "Die nächste Seite zeigt, wie Sie bezahlen. Nichts wird gesendet, bevor Sie es senden.",
    notThis: "Dieser Betrag kann hier nicht bezahlt werden.",
    writeAmount: "Bitte schreiben Sie einen Betrag, zum Beispiel {example}.",
    writeEmail: "Bitte schreiben Sie Ihre ganze E-Mail-Adresse.",
    off: "Dieser Zahlungslink ist abgeschaltet",
    offText: "Hier kann im Moment nichts bezahlt werden. Wenn Sie etwas anderes erwartet haben, fragen Sie {shop}.",
    notNow: "Im Moment nicht möglich",
    notNowTitle: "Das kann gerade nicht bezahlt werden",
    notCharged: "Es wurde nichts abgebucht.",
    again: "Noch einmal versuchen",
  },
  diagnosis: {
    theNetwork: "Das Netzwerk",
    whatYouSent: "Ihre Zahlung",
    unknownToken: "ein hier unbekannter Token",
    confirmations: { one: "{seen} von {n} Bestätigung", other: "{seen} von {n} Bestätigungen" },
    counted: "Ihre Zahlung ist angekommen",
    countedText: "Bestätigt und gezählt: {sum}. Sie müssen nichts mehr tun.",
    surplus: "Sie kam, als schon alles bezahlt war",
    surplusText: "Angekommen: {sum}. Es war aber nichts mehr zu bezahlen. {shop} sieht es: Bitten Sie dort, es zurückzusenden.",
    closed: "Diese Zahlung ist geschlossen",
    closedText:
      "Angekommen und vermerkt: {sum}. Hier wird aber nichts mehr gezählt. {shop} sieht es: Fragen Sie dort, was zu tun ist.",
    confirming: "Wir sehen sie: {confirmations}",
    confirmingText:
      "Angekommen auf {network}: {sum}. Es fehlt nur noch die Bestätigung; die Seite Ihrer Zahlung zeigt, wenn sie da ist. Sie müssen nichts mehr tun.",
    afterExpiry: "Sie kam nach Ablauf der Zeit und zählt noch",
    afterExpiryText:
      "Angekommen auf {network}: {sum}, {confirmations}. Sobald sie bestätigt ist, erfährt {shop}, dass Sie bezahlt haben und dass es spät war.",
    short: "Sie ist angekommen, und {missing} fehlen noch",
    shortText:
      "Vermerkt: {sum}. Gehen Sie zurück zur Zahlung: Solange sie eine Adresse zeigt, können Sie den Rest dorthin senden; danach fragen Sie {shop}.",
    afterGrace: "Sie kam zu spät, um zu zählen",
    afterGraceText:
      "Angekommen: {sum}, nach der Zeit, in der spätes Geld noch zählt. {shop} sieht es: Bitten Sie dort, Ihre Bestellung abzuschließen oder das Geld zurückzusenden.",
    wrongToken: "Es ist nicht die Münze, die verlangt war",
    wrongTokenText:
      "Angekommen auf {network}: {sum}. Es zählt nicht von selbst. {shop} kann es annehmen oder zurücksenden: Fragen Sie dort nach, und senden Sie es bitte nicht noch einmal.",
    wrongChain: "Sie ging über {network} hinaus",
    wrongChainText:
      "Angekommen: {sum}, an der richtigen Adresse, aber in einem Netzwerk, das nicht verlangt war. {shop} kann es annehmen oder zurücksenden: Fragen Sie dort nach, und senden Sie es bitte nicht noch einmal.",
    beforeSession: "Sie ist älter als diese Zahlung",
    beforeSessionText:
      "Diese Transaktion entstand, bevor Sie hier bezahlen sollten; sie gehört also zu etwas anderem. Suchen Sie in Ihrer Wallet nach einer neueren, oder fragen Sie {shop}.",
    scannerBehind: "Wir sind gleich bei ihr",
    scannerBehindText: {
      one: "{network} hat sie, und wir prüfen vorher noch einen Block. Die Seite Ihrer Zahlung bemerkt es von selbst. Was Sie gesendet haben, ist sicher und zählt mit der Zeit, zu der es gesendet wurde.",
      other:
        "{network} hat sie, und wir prüfen vorher noch {n} Blöcke. Die Seite Ihrer Zahlung bemerkt es von selbst. Was Sie gesendet haben, ist sicher und zählt mit der Zeit, zu der es gesendet wurde.",
    },
    notRecorded: "Wir hätten sie sehen müssen",
    notRecordedText:
      "{network} zeigt an dieser Adresse: {sum}. Unsere Aufzeichnungen zeigen es nicht. Bitte senden Sie {shop} diese Nummer; dort kann man es noch einmal prüfen lassen.",
    takenBack: "Das Netzwerk hat sie wieder herausgenommen",
    takenBackText:
      "Sie war da und ist es nicht mehr. Meist kommt sie in wenigen Minuten von selbst zurück: Sehen Sie in Ihrer Wallet nach, bevor Sie noch einmal senden.",
    reverted: "Die Transaktion ist gescheitert",
    revertedText:
      "{network} konnte sie nicht ausführen, also wurde außer der Gebühr nichts gesendet. Das Geld ist noch in Ihrer Wallet: Sie können es noch einmal senden.",
    wrongRecipient: "Sie ging an eine andere Adresse",
    wrongRecipientText:
      "Auf {network} ging sie an {address}. Vergleichen Sie das mit der Adresse auf der Seite Ihrer Zahlung. Was anderswohin ging, lässt sich von hier nicht zurückholen: Fragen Sie, wem diese Adresse gehört, oder Ihre Börse.",
    wrongRecipientUnknown:
      "Auf {network} bekam die Adresse dieser Zahlung nichts davon. Was anderswohin ging, lässt sich von hier nicht zurückholen: Fragen Sie den Empfänger oder Ihre Börse.",
    insideContract: "Sie hat einen Vertrag ausgeführt",
    insideContractText:
      "Was ein Vertrag auszahlt, steht nicht in seiner Transaktion; die Nummer allein verrät es also nicht. Wenn er Geld an die Adresse dieser Zahlung gesendet hat, zeigt die Seite Ihrer Zahlung es, sobald es gefunden ist; das kann einige Minuten dauern.",
    notMined: "Das Netzwerk hat sie, aber noch nicht ausgeführt",
    notMinedText:
      "Sie wartet auf {network}, oft wegen einer niedrigen Gebühr. Nichts ist verloren: Sobald sie ausgeführt ist, bemerkt die Seite Ihrer Zahlung es von selbst.",
    notFound: "Wir können sie noch nicht finden",
    notFoundText:
      "Keines der Netzwerke, die wir beobachten, kennt diese Nummer. Wenn Sie gerade erst gesendet haben, versuchen Sie es in einer Minute noch einmal. Wenn eine Börse für Sie sendet, hat sie es vielleicht noch nicht getan. Sehen Sie auch nach, ob die Nummer vollständig ist.",
    unreachable: "Wir können gerade nicht nachsehen",
    unreachableText:
      "Eines der Netzwerke antwortet uns im Moment nicht, und die anderen kennen diese Nummer nicht. Was Sie gesendet haben, ist sicher. Bitte versuchen Sie es in einigen Minuten noch einmal.",
  },
};
