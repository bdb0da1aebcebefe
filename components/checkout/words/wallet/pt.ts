import type { WalletWords } from "./wallet-words";

export const pt: WalletWords = {
  none: "Nenhuma carteira foi encontrada neste navegador. Use uma app de carteira ou uma corretora.",
  unnamed: "Carteira do navegador",
  payWith: "Pagar com {wallet}",
  connecting: "A sua carteira pergunta se esta página pode ver o seu endereço. Permita lá.",
  switching: "A sua carteira pede para mudar para {network}. Permita lá.",
  confirming: "A sua carteira mostra {amount} em {network}. Confira lá e confirme.",
  sent: "Enviado. Esta página mostra-o em poucos segundos; não envie outra vez.",
  rejected: "Recusou na sua carteira. Nada foi enviado.",
  busy: "A sua carteira já está à espera de uma resposta. Abra-a e veja lá.",
  wrongNetwork: "A sua carteira não está em {network}, por isso nada foi enviado. Mude a rede lá e tente de novo.",
  short: "Não há o suficiente na sua carteira para {amount} em {network}. Nada foi enviado.",
  untrusted: "Outra coisa alterou esta página. Nada foi enviado.",
  failed: "A sua carteira não disse que enviou algo. Veja lá antes de tentar de novo.",
};
