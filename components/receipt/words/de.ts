import type { ReceiptWords } from "./receipt-words";

export const de: ReceiptWords = {
  receipt: {
    title: "Beleg",
    from: "Beleg von {shop}",
    paid: "Bezahlt",
    paidLate: "Bezahlt, nachdem die Zeit abgelaufen war",
    accepted: "Vom Shop angenommen",
    due: "Verlangt",
    over: "Mehr als verlangt",
    askedAt: "Verlangt am",
    paidAt: "Bezahlt am",
    number: "Nummer",
    payments: "Zahlungen",
    address: "An die Adresse",
    worth: "bei Ankunft {price} wert",
    late: "verspätet",
    byContract: "Von einem Vertrag gesendet, dessen Transaktion nicht bekannt ist",
    qr: "QR-Code der Transaktion",
    scan: "Scannen Sie den Code, um die Transaktion in einem Block-Explorer zu sehen.",
    scanNumber: "Der Code enthält die Nummer der Transaktion.",
    rate: "Wechselkurs",
    held: "Gilt seit {time}",
    sources: "Quellen",
    print: "Drucken",
    back: "Zurück zur Zahlung",
    see: "Beleg ansehen und drucken",
    none: "Es gibt noch keinen Beleg",
    noneText:
      "Ein Beleg entsteht, sobald die Zahlung angekommen und bestätigt ist. Die Seite Ihrer Zahlung zeigt, wie es um sie steht.",
  },
  email: {
    label: "Ihre E-Mail-Adresse",
    text: "{shop} fragt danach, um Ihnen zu dieser Zahlung schreiben zu können. Sonst sieht sie niemand.",
    save: "Speichern",
    wrong: "Bitte schreiben Sie Ihre vollständige E-Mail-Adresse.",
    wrongTitle: "Welche Adresse?",
    known: "Der Shop hat schon eine Adresse",
    knownText: "{shop} hat zu dieser Zahlung eine E-Mail-Adresse. Um sie zu ändern, schreiben Sie dorthin.",
  },
  link: {
    choose: "Betrag wählen",
    another: "Oder ein anderer Betrag",
    used: "Dieser Zahlungslink ist aufgebraucht",
    usedText:
      "Er hat alle Zahlungen angenommen, für die er gemacht war. Wenn Sie etwas anderes erwartet haben, fragen Sie {shop}.",
  },
};
