import type { ServerWords } from "./server-words";

export const fr: ServerWords = {
  page: {
    title: "{price} à {shop}",
    language: "Langue",
    test: "TEST",
    testText: "aucun argent réel n’est transféré",
  },
  help: {
    notSeen: "J’ai payé, mais rien ne se passe",
    paste:
      "Collez le numéro de la transaction. Votre portefeuille ou votre plateforme d’échange l’affiche\u00a0; il commence par 0x.",
    check: "Vérifier",
    number: "Numéro de transaction",
    which: "Quelle transaction\u00a0?",
    whichText:
      "Votre portefeuille ou votre plateforme d’échange affiche un numéro pour chaque paiement envoyé. Il commence par 0x et compte 66 caractères. Copiez-le et collez-le ici.",
    back: "Retour au paiement",
  },
  refusal: {
    notNow: "Pas pour le moment",
    noNewPrice: "Pas de nouveau prix pour le moment",
    tooMany: "Trop de demandes à la fois. Veuillez attendre une minute et réessayer.",
    noRate: "Il n’y a pas de taux de change fiable en ce moment. Veuillez réessayer dans un instant.",
    noNetwork: "Aucun réseau capable de recevoir ce paiement n’est connecté en ce moment.",
    orderOpen: "Un autre paiement est désormais ouvert pour cette commande. Réglez celui-là, s’il vous plaît.",
    linkOff: "La boutique a désactivé ce lien de paiement.",
    later: "Cela ne fonctionne pas en ce moment. Veuillez réessayer dans un instant.",
  },
  missing: {
    title: "Introuvable",
    payment: "Ce paiement n’existe pas",
    paymentText:
      "N’envoyez rien, s’il vous plaît. Vérifiez que l’adresse de cette page est complète, ou demandez à la boutique qui vous l’a donnée.",
    link: "Ce lien de paiement n’existe pas",
    linkText: "Vérifiez que l’adresse est complète, ou demandez à la boutique qui vous l’a donnée.",
    page: "Cette page n’existe pas",
    pageText: "Vérifiez que l’adresse est complète.",
  },
  link: {
    pay: "Payer {shop}",
    howMuch: "Combien\u00a0?",
    fromTo: "De {least} à {most}.",
    atLeast: "Au moins {least}.",
    atMost: "Au plus {most}.",
    email: "Votre adresse e-mail",
    emailText: "{shop} la reçoit avec votre paiement.",
    continue: "Continuer",
    next: "La page suivante montre comment payer. Rien ne part avant que vous ne l’envoyiez.",
    notThis: "Ce montant ne peut pas être payé ici.",
    writeAmount: "Veuillez écrire un montant, par exemple {example}.",
    writeEmail: "Veuillez écrire votre adresse e-mail en entier.",
    off: "Ce lien de paiement est désactivé",
    offText: "Rien ne peut être payé ici pour le moment. Si vous vous attendiez à autre chose, demandez à {shop}.",
    notNow: "Impossible pour le moment",
    notNowTitle: "Le paiement n’est pas possible pour le moment",
    notCharged: "Rien n’a été débité.",
    again: "Réessayer",
  },
  diagnosis: {
    theNetwork: "Le réseau",
    whatYouSent: "votre envoi",
    unknownToken: "un jeton inconnu ici",
    confirmations: {
      one: "{seen} confirmation sur {n}",
      many: "{seen} confirmations sur {n}",
      other: "{seen} confirmations sur {n}",
    },
    counted: "Votre paiement est arrivé",
    countedText: "Confirmé et compté\u00a0: {sum}. Vous n’avez plus rien à faire.",
    surplus: "Il est arrivé alors que tout était déjà payé",
    surplusText: "Reçu\u00a0: {sum}, mais il ne restait rien à payer. {shop} le voit\u00a0: demandez-lui de vous le renvoyer.",
    closed: "Ce paiement est fermé",
    closedText:
      "Reçu et enregistré\u00a0: {sum}, mais plus rien n’est compté ici. {shop} le voit\u00a0: demandez-lui ce qu’il faut faire.",
    confirming: "Nous le voyons\u00a0: {confirmations}",
    confirmingText:
      "Reçu sur {network}\u00a0: {sum}. Il ne manque que la confirmation\u00a0; la page de votre paiement montrera quand elle est là. Vous n’avez plus rien à faire.",
    afterExpiry: "Il est arrivé après le délai, et compte encore",
    afterExpiryText:
      "Reçu sur {network}\u00a0: {sum}, {confirmations}. Une fois le paiement confirmé, {shop} saura que vous avez payé, et que c’était en retard.",
    short: "Il est arrivé, et il manque encore {missing}",
    shortText:
      "Enregistré\u00a0: {sum}. Retournez au paiement\u00a0: tant qu’il affiche une adresse, vous pouvez y envoyer le reste\u00a0; ensuite, demandez à {shop}.",
    afterGrace: "Il est arrivé trop tard pour compter",
    afterGraceText:
      "Reçu\u00a0: {sum}, après le temps où un paiement tardif compte encore. {shop} le voit\u00a0: demandez-lui de terminer votre commande ou de vous rembourser.",
    wrongToken: "Ce n’est pas la monnaie demandée",
    wrongTokenText:
      "Reçu sur {network}\u00a0: {sum}. Cela ne compte pas de soi-même. {shop} peut l’accepter ou le renvoyer\u00a0: demandez-lui, et ne l’envoyez pas une seconde fois, s’il vous plaît.",
    wrongChain: "Il est parti sur {network}",
    wrongChainText:
      "Reçu\u00a0: {sum}, à la bonne adresse, mais sur un réseau qui n’était pas demandé. {shop} peut l’accepter ou le renvoyer\u00a0: demandez-lui, et ne l’envoyez pas une seconde fois, s’il vous plaît.",
    beforeSession: "Elle est plus ancienne que ce paiement",
    beforeSessionText:
      "Cette transaction a été faite avant que l’on vous demande de payer ici\u00a0; elle concerne donc autre chose. Cherchez-en une plus récente dans votre portefeuille, ou demandez à {shop}.",
    scannerBehind: "Nous allons bientôt la voir",
    scannerBehindText: {
      one: "{network} l’a, et il nous reste {n} bloc à vérifier avant elle. La page de votre paiement le remarquera d’elle-même. Ce que vous avez envoyé est en sécurité et compte avec l’heure de l’envoi.",
      many: "{network} l’a, et il nous reste {n} de blocs à vérifier avant elle. La page de votre paiement le remarquera d’elle-même. Ce que vous avez envoyé est en sécurité et compte avec l’heure de l’envoi.",
      other:
        "{network} l’a, et il nous reste {n} blocs à vérifier avant elle. La page de votre paiement le remarquera d’elle-même. Ce que vous avez envoyé est en sécurité et compte avec l’heure de l’envoi.",
    },
    notRecorded: "Nous aurions dû la voir",
    notRecordedText:
      "{network} montre à cette adresse\u00a0: {sum}. Nos registres ne le montrent pas. Veuillez envoyer ce numéro à {shop}, qui pourra faire vérifier à nouveau.",
    takenBack: "Le réseau l’a retirée",
    takenBackText:
      "Elle était là et n’y est plus. Elle revient en général d’elle-même en quelques minutes\u00a0: regardez dans votre portefeuille avant d’envoyer à nouveau.",
    reverted: "La transaction a échoué",
    revertedText:
      "{network} n’a pas pu l’exécuter\u00a0: rien n’est parti, sauf les frais. L’argent est encore dans votre portefeuille\u00a0: vous pouvez l’envoyer à nouveau.",
    wrongRecipient: "Elle est allée à une autre adresse",
    wrongRecipientText:
      "Sur {network}, elle a payé {address}. Comparez avec l’adresse sur la page de votre paiement. Ce qui est parti ailleurs ne peut pas être repris d’ici\u00a0: demandez à qui possède cette adresse, ou à votre plateforme d’échange.",
    wrongRecipientUnknown:
      "Sur {network}, elle n’a rien payé à l’adresse de ce paiement. Ce qui est parti ailleurs ne peut pas être repris d’ici\u00a0: demandez au destinataire, ou à votre plateforme d’échange.",
    insideContract: "Elle a exécuté un contrat",
    insideContractText:
      "Ce qu’un contrat verse ne figure pas dans sa transaction\u00a0; le numéro seul ne suffit donc pas. S’il a envoyé de l’argent à l’adresse de ce paiement, la page de votre paiement l’affichera dès qu’il sera trouvé\u00a0; cela peut prendre quelques minutes.",
    notMined: "Le réseau l’a, mais ne l’a pas encore exécutée",
    notMinedText:
      "Elle attend sur {network}, souvent à cause de frais trop bas. Rien n’est perdu\u00a0: une fois exécutée, la page de votre paiement le remarquera d’elle-même.",
    notFound: "Nous ne la trouvons pas encore",
    notFoundText:
      "Aucun des réseaux que nous suivons ne connaît ce numéro. Si vous venez de l’envoyer, réessayez dans une minute. Si une plateforme d’échange envoie pour vous, elle ne l’a peut-être pas encore fait. Vérifiez aussi que le numéro est complet.",
    unreachable: "Nous ne pouvons pas vérifier pour le moment",
    unreachableText:
      "L’un des réseaux ne nous répond pas en ce moment, et les autres ne connaissent pas ce numéro. Ce que vous avez envoyé est en sécurité. Veuillez réessayer dans quelques minutes.",
  },
};
