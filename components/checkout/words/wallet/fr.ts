import type { WalletWords } from "./wallet-words";

export const fr: WalletWords = {
  none: "Aucun portefeuille n’a été trouvé dans ce navigateur. Utilisez plutôt une appli portefeuille ou une plateforme d’échange.",
  unnamed: "Portefeuille du navigateur",
  payWith: "Payer avec {wallet}",
  connecting: "Votre portefeuille demande si cette page peut voir votre adresse. Autorisez-le là-bas.",
  switching: "Votre portefeuille demande à passer sur {network}. Autorisez-le là-bas.",
  confirming: "Votre portefeuille affiche {amount} sur {network}. Vérifiez là-bas et confirmez.",
  sent: "Envoyé. Cette page l’affichera dans quelques secondes\u00a0; veuillez ne pas envoyer une deuxième fois.",
  rejected: "Vous avez refusé dans votre portefeuille. Rien n’a été envoyé.",
  busy: "Votre portefeuille attend déjà une réponse. Ouvrez-le et regardez là-bas.",
  wrongNetwork: "Votre portefeuille n’est pas sur {network}, donc rien n’a été envoyé. Changez de réseau là-bas et réessayez.",
  short: "Il n’y a pas assez dans votre portefeuille pour {amount} sur {network}. Rien n’a été envoyé.",
  untrusted: "Quelque chose d’autre a modifié cette page. Rien n’a été envoyé.",
  failed: "Votre portefeuille n’a pas dit avoir envoyé quoi que ce soit. Regardez là-bas avant de réessayer.",
};
