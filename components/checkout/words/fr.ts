import type { Words } from "./words";

export const fr: Words = {
  status: {
    waiting: "Nous attendons votre paiement",
    takenOut:
      "Le réseau a retiré votre paiement. Il revient en général de lui-même\u00a0: regardez dans votre portefeuille avant d’envoyer à nouveau.",
    stray:
      "Reçu\u00a0: {amount} sur {network}, ce qui n’était pas demandé. {shop} peut l’accepter ou le renvoyer\u00a0: demandez-lui avant d’envoyer à nouveau.",
    strayAndMore:
      "Reçu\u00a0: {amount} sur {network} et d’autres montants, ce qui n’était pas demandé. {shop} peut les accepter ou les renvoyer\u00a0: demandez-lui avant d’envoyer à nouveau.",
    timeUp: "Le délai de paiement est écoulé",
    timeUpText: "Nous vérifions si un paiement est arrivé à temps. N’envoyez rien pour le moment, s’il vous plaît.",
    seen: "Nous voyons {amount}",
    seenOver: "Nous voyons {amount}, soit {over} de plus que demandé",
    seenRestLate: "Nous voyons {amount}. Le reste est arrivé après le délai",
    seenLate: "Nous voyons {amount}. Le paiement est arrivé après le délai",
    confirming: "Confirmation en cours, en général {time}. Vous n’avez plus rien à faire.",
    confirmingLate: "Confirmation en cours, en général {time}. {shop} saura que le paiement est arrivé en retard.",
    missing: "Il manque encore {amount}",
    arrived: "Reçu\u00a0: {amount}.",
    sendRest: "Envoyez le reste à la même adresse.",
    restLate:
      "Le délai de paiement est écoulé, mais le reste compte encore s’il arrive dans un délai de {time}. {shop} verra qu’il est arrivé en retard.",
    exchangeFee:
      "Vous envoyez depuis une plateforme d’échange\u00a0? Elle retient peut-être ses propres frais\u00a0: veillez à ce que {amount} arrivent.",
    wasMissing: "Il manquait {amount}",
    wasMissingText:
      "Reçu\u00a0: {amount}. Le délai pour envoyer le reste est écoulé. N’envoyez plus rien, s’il vous plaît. {shop} a ce qui est arrivé\u00a0: demandez-lui de terminer la commande ou de vous rembourser.",
    noneCame: "Aucun paiement n’est arrivé à temps, et le prix n’est plus garanti.",
    askAgain:
      "Pour payer maintenant, demandez d’abord un nouveau prix ci-dessous\u00a0; l’adresse reste la même. Si vous avez déjà envoyé, attendez que cela arrive\u00a0: {shop} le verra.",
    startAgain:
      "N’envoyez plus rien, s’il vous plaît\u00a0: retournez chez {shop} et recommencez. Si vous avez déjà envoyé, on le verra dès que cela arrive\u00a0; renseignez-vous sur place.",
    cameLate: "Votre envoi est arrivé après le délai",
    cameLateText:
      "N’envoyez plus rien, s’il vous plaît. {shop} voit ce qui est arrivé\u00a0: demandez-lui de terminer votre commande ou de vous rembourser.",
    deactivated: "La boutique a fermé ce paiement",
    deactivatedSent:
      "N’envoyez plus rien, s’il vous plaît. {shop} voit ce que vous avez envoyé\u00a0: demandez-lui de vous le renvoyer.",
    deactivatedText:
      "N’envoyez rien, s’il vous plaît. Si vous l’avez déjà fait, {shop} le verra à l’arrivée\u00a0: posez-lui la question.",
    lost: "Le réseau n’a pas gardé votre paiement",
    lostText:
      "Il était confirmé, puis le réseau l’a retiré. Regardez dans votre portefeuille si l’argent est revenu, et parlez-en à {shop} avant d’envoyer à nouveau.",
    stoodStill: "Le réseau s’est arrêté",
    stoodStillText:
      "Il n’a rien exécuté depuis des jours, aucun paiement n’a donc pu arriver. N’envoyez rien, s’il vous plaît. Si vous l’avez déjà fait, {shop} le verra quand le réseau reprendra\u00a0: posez-lui la question.",
    paid: "Payé",
    paidText: "{shop} a votre paiement.",
    acceptedText: "{shop} a accepté votre paiement.",
    paidOver: "C’est {over} de plus que demandé\u00a0: demandez-lui la différence.",
    paidLate: "Payé, après le délai",
    paidLateText: "{shop} a votre paiement et sait qu’il est arrivé en retard. Demandez-lui si votre commande tient toujours.",
    delayed: "La vérification a du retard.",
    delayedText: "Ce que vous avez envoyé est en sécurité\u00a0: il comptera avec l’heure à laquelle vous l’avez envoyé.",
    both: "{first} {second}",
  },
  steps: {
    waiting: "Attente",
    seen: "Vu",
    confirming: "Confirmation",
    confirmingCount: "Confirmation {seen} sur {required}",
    paid: "Payé",
  },
  pay: {
    payment: "Paiement",
    way: "{asset} sur {network}",
    change: "Changer",
    usually: "en général environ {time}",
    lowFee: "frais faibles",
    highFee: "frais plus élevés",
    usual:
      "Durées et frais sont ceux que ces réseaux demandent en général. Votre portefeuille ou plateforme affiche les frais avant l’envoi.",
    otherWays: "Autres moyens de payer",
    notChanged: "Cela n’a pas fonctionné. Rien n’a changé\u00a0; veuillez réessayer.",
    sendExactly: "Envoyez exactement",
    sendRest: "Envoyez le reste",
    address: "Adresse",
    toAddress: "À cette adresse sur {network}",
    addressEnds: "Dans votre portefeuille, vérifiez qu’elle se termine par {end}.",
    tampered: "N’envoyez rien. Quelque chose dans ce navigateur a modifié l’adresse. Ouvrez cette page sur un autre appareil.",
    only: "Envoyez uniquement des {asset}, uniquement sur {network}. Cette page le remarque d’elle-même quelques secondes après l’envoi.",
    straight: "L’argent va directement à {shop}\u00a0; ce qui est envoyé ne peut pas être repris.",
    newPrice: "Obtenir un nouveau prix",
    held: ", garanti encore {clock}",
  },
  ways: {
    from: "D’où envoyez-vous\u00a0?",
    exchange: "Plateforme",
    app: "Appli portefeuille",
    browser: "Navigateur",
    code: "Code QR pour payer",
    exchangeText:
      "Sur la plateforme d’échange, retirez des {asset}, choisissez {network} comme réseau, scannez ou collez l’adresse et saisissez {amount}.",
    exchangeFee: "Si elle prélève ses frais sur le montant saisi, saisissez plutôt {more}.",
    appText:
      "Scannez ceci avec votre appli portefeuille\u00a0: elle remplit l’adresse, {amount} et {network}. Comparez les trois avant d’envoyer.",
    appTokenText:
      "Dans votre appli portefeuille, choisissez {asset} sur {network}, scannez l’adresse et saisissez vous-même {amount}.",
    open: "Ouvrir dans votre portefeuille",
    browserText:
      "Un portefeuille de ce navigateur remplit tout\u00a0: {amount} sur {network}. Vous vérifiez là-bas et confirmez.",
  },
  wallet: {
    start: "Trouver mon portefeuille",
    notLoaded: "Cela n’a pas marché. Rien n’a été envoyé\u00a0; veuillez réessayer.",
    framed: "Pour votre sécurité, aucun portefeuille ne s’ouvre à l’intérieur d’une autre page.",
    ownTab: "Ouvrir ce paiement dans son propre onglet",
  },
  copy: {
    copy: "Copier",
    copied: "Copié",
    refused: "Sélectionnez-le",
    amount: "Copier le montant",
    address: "Copier l’adresse",
  },
  time: {
    left: "Encore {time} à ce prix",
    thenNewPrice: "Ensuite, vous pourrez obtenir un nouveau prix ici\u00a0; l’adresse reste la même.",
    almostOver: "Ce prix vaut encore moins de deux minutes.",
    both: "{first} {second}",
    days: { one: "{n} jour", many: "{n} de jours", other: "{n} jours" },
    hours: { one: "{n} heure", many: "{n} d’heures", other: "{n} heures" },
    minutes: { one: "{n} minute", many: "{n} de minutes", other: "{n} minutes" },
    seconds: { one: "{n} seconde", many: "{n} de secondes", other: "{n} secondes" },
  },
  payments: {
    arrived: "Arrivé",
    late: "en retard",
    notPart: "ne fait pas partie de ce prix, demandez à la boutique",
    byContract: "envoyé par un contrat",
    count: "{seen} sur {required}",
    confirmed: "confirmé",
    takenBack: "repris",
  },
  receipt: {
    receipt: "Reçu",
    price: "Prix",
    sent: "Envoyé",
    network: "Réseau",
    paid: "Payé le",
    number: "Numéro",
  },
  shop: {
    writeTo: "Écrivez à {shop}\u00a0:",
    subject: "Paiement de {price} ({id})",
    backTo: "Retour à {shop}",
    returning: "Retour à {shop} dans {n} s",
    canReturn: "Vous pouvez retourner à {shop}.",
    cancel: "Annuler",
    goNow: "Y aller maintenant",
    stay: "Rester",
    stays: "Cette page reste ouverte.",
  },
  testWallet: {
    title: "Payer avec le portefeuille de test",
    exact: "Exact",
    less: "Moins",
    more: "Plus",
    sent: "Envoyé. Cela s’affiche ici avec le prochain bloc.",
    notSent: "Cela n’a pas fonctionné. Rien n’a été envoyé.",
  },
  failed: {
    title: "Cette page n’a pas pu être affichée",
    text: "Ce que vous avez envoyé est en sécurité. Veuillez réessayer dans un instant, et n’envoyez rien avant de voir la page.",
    again: "Réessayer",
  },
};
