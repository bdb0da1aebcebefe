import type { WalletWords } from "./wallet-words";

export const es: WalletWords = {
  none: "No se ha encontrado ningún monedero en este navegador. Use una app de monedero o una plataforma de intercambio.",
  unnamed: "Monedero del navegador",
  payWith: "Pagar con {wallet}",
  connecting: "Su monedero pregunta si esta página puede ver su dirección. Permítalo allí.",
  switching: "Su monedero pide cambiar a {network}. Permítalo allí.",
  confirming: "Su monedero muestra {amount} en {network}. Compruébelo allí y confirme.",
  sent: "Enviado. Esta página lo mostrará en unos segundos; no lo envíe otra vez.",
  rejected: "Lo ha rechazado en su monedero. No se ha enviado nada.",
  busy: "Su monedero ya está esperando una respuesta. Ábralo y mire allí.",
  wrongNetwork: "Su monedero no está en {network}, así que no se ha enviado nada. Cambie la red allí e inténtelo de nuevo.",
  short: "En su monedero no hay suficiente para {amount} en {network}. No se ha enviado nada.",
  untrusted: "Otra cosa ha cambiado esta página. No se ha enviado nada.",
  failed: "Su monedero no ha dicho que haya enviado nada. Mire allí antes de intentarlo de nuevo.",
};
