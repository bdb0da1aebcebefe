/** What the server alone says to customers, in English: none of it travels with the page's data. */
export const en = {
  page: {
    /** The window's title. */
    title: "{price} to {shop}",
    language: "Language",
    test: "TEST",
    testText: "no real money moves",
  },
  help: {
    notSeen: "I have paid, but nothing happens",
    paste: "Paste the number of the transaction. Your wallet or exchange shows it; it begins with 0x.",
    check: "Check",
    number: "Transaction number",
    which: "Which transaction?",
    whichText:
      "Your wallet or exchange shows a number for each payment it sends. It begins with 0x and is 66 characters long. Copy it and paste it here.",
    back: "Back to the payment",
  },
  refusal: {
    notNow: "Not just now",
    noNewPrice: "No new price just now",
    tooMany: "Too many questions at once. Please wait a minute and try again.",
    noRate: "There is no reliable exchange rate right now. Please try again in a moment.",
    noNetwork: "No network that could take this payment is connected right now.",
    orderOpen: "This order has another open payment by now. Pay that one.",
    linkOff: "The shop has switched this payment link off.",
    later: "It does not work right now. Please try again in a moment.",
  },
  missing: {
    title: "Not found",
    payment: "There is no such payment",
    paymentText:
      "Please do not send anything. Look whether the address of this page is complete, or ask the shop that gave it to you.",
    link: "There is no such payment link",
    linkText: "Look whether the address is complete, or ask the shop that gave it to you.",
    page: "There is no such page",
    pageText: "Look whether the address is complete.",
  },
  link: {
    pay: "Pay {shop}",
    howMuch: "How much?",
    fromTo: "From {least} to {most}.",
    atLeast: "At least {least}.",
    atMost: "At most {most}.",
    email: "Your e-mail address",
    emailText: "{shop} gets it with your payment.",
    continue: "Continue",
    next: "The next page shows how to pay. Nothing is sent before you send it.",
    notThis: "This amount cannot be paid here.",
    writeAmount: "Please write an amount, for example {example}.",
    writeEmail: "Please write your whole e-mail address.",
    off: "This payment link is switched off",
    offText: "Nothing can be paid here at the moment. If you expected otherwise, ask {shop}.",
    notNow: "Not possible right now",
    notNowTitle: "This cannot be paid right now",
    notCharged: "Nothing was charged.",
    again: "Try again",
  },
  /** Of a transaction that a customer asks about: how it stands, and what happens next. */
  diagnosis: {
    theNetwork: "the network",
    whatYouSent: "What you sent",
    unknownToken: "A token that is not known here",
    confirmations: { one: "{seen} of {n} confirmation", other: "{seen} of {n} confirmations" },
    counted: "Your payment has arrived",
    countedText: "{sum} is confirmed and counted. There is nothing more to do.",
    surplus: "It came when all was paid already",
    surplusText: "{sum} arrived, but nothing was left to pay. {shop} sees it: ask them to send it back.",
    closed: "This payment is closed",
    closedText: "{sum} arrived and is on record, but nothing more is counted here. {shop} sees it: ask them what to do.",
    confirming: "We see it: {confirmations}",
    confirmingText:
      "{sum} arrived on {network}. It only needs to be confirmed; the page of your payment shows when it is. There is nothing more to do.",
    afterExpiry: "It came after the time to pay, and still counts",
    afterExpiryText:
      "{sum} arrived on {network}: {confirmations}. Once it is confirmed, {shop} is told that you paid, and that it was late.",
    short: "It has arrived, and {missing} is still missing",
    shortText:
      "{sum} is on record. Go back to the payment: while it shows an address you can send the rest there; after that, ask {shop}.",
    afterGrace: "It came too late to count",
    afterGraceText:
      "{sum} arrived after the time in which late money still counts. {shop} sees it: ask them to finish your order or to send it back.",
    wrongToken: "It is not the coin that was asked for",
    wrongTokenText:
      "{sum} arrived on {network}. It does not count by itself. {shop} can accept it or send it back: ask them, and please do not send it again.",
    wrongChain: "It went out on {network}",
    wrongChainText:
      "{sum} arrived at the right address, but on a network that was not asked for. {shop} can accept it or send it back: ask them, and please do not send it again.",
    beforeSession: "It is older than this payment",
    beforeSessionText:
      "This transaction was made before you were asked to pay here, so it belongs to something else. Look in your wallet for a newer one, or ask {shop}.",
    scannerBehind: "It is on its way to being seen",
    scannerBehindText: {
      one: "{network} has it, and we have one block to check before we get to it. The page of your payment notices by itself. What you sent is safe and counts with the time at which it was sent.",
      other:
        "{network} has it, and we have {n} blocks to check before we get to it. The page of your payment notices by itself. What you sent is safe and counts with the time at which it was sent.",
    },
    notRecorded: "It should have been seen",
    notRecordedText:
      "{network} shows {sum} at this address, and our records do not. Please send {shop} this number; they can have it checked again.",
    takenBack: "The network took it out again",
    takenBackText:
      "It was there and is not any more. It usually returns by itself within a few minutes: look in your wallet before you send once more.",
    reverted: "The transaction failed",
    revertedText:
      "{network} could not carry it out, so nothing was sent but the fee. The money is still in your wallet: you can send it again.",
    wrongRecipient: "It went to another address",
    wrongRecipientText:
      "It paid {address} on {network}. Compare it with the address on the page of your payment. What went elsewhere cannot be called back from here: ask whoever has that address, or your exchange.",
    wrongRecipientUnknown:
      "It paid nobody at this payment's address on {network}. What went elsewhere cannot be called back from here: ask whoever got it, or your exchange.",
    insideContract: "It ran a contract",
    insideContractText:
      "What a contract pays out does not stand in its transaction, so the number alone cannot tell. If it sent money to this payment's address, the page of your payment will show it when it is found; that may take some minutes.",
    notMined: "The network has it, but has not carried it out yet",
    notMinedText:
      "It waits on {network}, often because of a low fee. Nothing is lost: once it is carried out, the page of your payment notices by itself.",
    notFound: "We cannot find it yet",
    notFoundText:
      "None of the networks we watch knows this number. If you have just sent it, try again in a minute. If an exchange sends for you, it may not have sent yet. Also look whether the number is complete.",
    unreachable: "We cannot look just now",
    unreachableText:
      "One of the networks does not answer us at the moment, and the others do not know this number. What you sent is safe. Please try again in a few minutes.",
  },
};
