import type { ServerWords } from "./server-words";

export const pt: ServerWords = {
  page: {
    title: "{price} para {shop}",
    language: "Idioma",
    test: "TESTE",
    testText: "nenhum dinheiro real é movido",
  },
  help: {
    notSeen: "Já paguei, mas nada acontece",
    paste: "Cole o número da transação. A sua carteira ou corretora mostra-o; começa por 0x.",
    check: "Verificar",
    number: "Número da transação",
    which: "Qual transação?",
    whichText:
      "A sua carteira ou corretora mostra um número para cada pagamento que envia. Começa por 0x e tem 66 caracteres. Copie-o e cole-o aqui.",
    back: "Voltar ao pagamento",
  },
  refusal: {
    notNow: "Agora não",
    noNewPrice: "Agora não há um novo preço",
    tooMany: "Demasiadas perguntas de uma vez. Aguarde um minuto e tente de novo, por favor.",
    noRate: "De momento não há uma taxa de câmbio fiável. Tente de novo daqui a pouco, por favor.",
    noNetwork: "De momento não está ligada nenhuma rede que possa receber este pagamento.",
    orderOpen: "Este pedido já tem outro pagamento aberto. Pague esse, por favor.",
    linkOff: "A loja desativou este link de pagamento.",
    later: "De momento não funciona. Tente de novo daqui a pouco, por favor.",
  },
  missing: {
    title: "Não encontrado",
    payment: "Este pagamento não existe",
    paymentText: "Por favor, não envie nada. Veja se o endereço desta página está completo ou pergunte à loja que lho deu.",
    link: "Este link de pagamento não existe",
    linkText: "Veja se o endereço está completo ou pergunte à loja que lho deu.",
    page: "Esta página não existe",
    pageText: "Veja se o endereço está completo.",
  },
  link: {
    pay: "Pagar a {shop}",
    howMuch: "Quanto?",
    fromTo: "De {least} a {most}.",
    atLeast: "No mínimo {least}.",
    atMost: "No máximo {most}.",
    email: "O seu endereço de e-mail",
    emailText: "{shop} recebe-o com o seu pagamento.",
    continue: "Continuar",
    next: "A página seguinte mostra como pagar. Nada é enviado antes de o enviar.",
    notThis: "Este montante não pode ser pago aqui.",
    writeAmount: "Escreva um valor, por favor, por exemplo {example}.",
    writeEmail: "Escreva o seu endereço de e-mail completo, por favor.",
    off: "Este link de pagamento está desativado",
    offText: "De momento não se pode pagar nada aqui. Se esperava outra coisa, pergunte a {shop}.",
    notNow: "De momento não é possível",
    notNowTitle: "De momento isto não pode ser pago",
    notCharged: "Nada foi cobrado.",
    again: "Tentar de novo",
  },
  diagnosis: {
    theNetwork: "A rede",
    whatYouSent: "o seu envio",
    unknownToken: "um token que aqui não é conhecido",
    confirmations: {
      one: "{seen} de {n} confirmação",
      many: "{seen} de {n} de confirmações",
      other: "{seen} de {n} confirmações",
    },
    counted: "O seu pagamento chegou",
    countedText: "Confirmado e contado: {sum}. Não precisa fazer mais nada.",
    surplus: "Chegou quando já estava tudo pago",
    surplusText: "Chegou {sum}, mas já não faltava pagar nada. {shop} vê isso: peça que devolvam o valor.",
    closed: "Este pagamento está fechado",
    closedText: "Chegou {sum} e está registado, mas aqui já nada é contado. {shop} vê isso: pergunte o que fazer.",
    confirming: "Já o vemos: {confirmations}",
    confirmingText:
      "Chegou {sum} em {network}. Só falta ser confirmado; a página do seu pagamento mostra quando isso acontecer. Não precisa fazer mais nada.",
    afterExpiry: "Chegou fora do tempo e ainda conta",
    afterExpiryText:
      "Chegou {sum} em {network}: {confirmations}. Quando for confirmado, {shop} saberá que pagou e que foi tarde.",
    short: "Chegou, e ainda falta {missing}",
    shortText:
      "Registado: {sum}. Volte ao pagamento: enquanto mostrar um endereço, pode enviar o resto para lá; depois disso, pergunte a {shop}.",
    afterGrace: "Chegou tarde demais para contar",
    afterGraceText:
      "Chegou {sum} depois do prazo em que o dinheiro atrasado ainda conta. {shop} vê isso: peça que concluam o seu pedido ou que devolvam o valor.",
    wrongToken: "Não é a moeda que foi pedida",
    wrongTokenText:
      "Chegou {sum} em {network}. Não conta por si só. {shop} pode aceitar ou devolver: pergunte e, por favor, não envie de novo.",
    wrongChain: "Saiu por {network}",
    wrongChainText:
      "Chegou {sum} ao endereço certo, mas numa rede que não foi pedida. {shop} pode aceitar ou devolver: pergunte e, por favor, não envie de novo.",
    beforeSession: "É mais antiga do que este pagamento",
    beforeSessionText:
      "Esta transação foi feita antes de lhe pedirem que pagasse aqui, por isso pertence a outra coisa. Procure uma mais recente na sua carteira ou pergunte a {shop}.",
    scannerBehind: "Estamos quase a vê-la",
    scannerBehindText: {
      one: "{network} já a tem e falta-nos verificar {n} bloco antes de lá chegar. A página do seu pagamento percebe sozinha. O que enviou está seguro e conta com a hora em que foi enviado.",
      many: "{network} já a tem e faltam-nos verificar {n} de blocos antes de lá chegar. A página do seu pagamento percebe sozinha. O que enviou está seguro e conta com a hora em que foi enviado.",
      other:
        "{network} já a tem e faltam-nos verificar {n} blocos antes de lá chegar. A página do seu pagamento percebe sozinha. O que enviou está seguro e conta com a hora em que foi enviado.",
    },
    notRecorded: "Devíamos tê-la visto",
    notRecordedText:
      "{network} mostra {sum} neste endereço e os nossos registos não. Por favor, envie este número a {shop}; lá podem mandar verificar de novo.",
    takenBack: "A rede retirou-a",
    takenBackText:
      "Estava lá e já não está. Normalmente volta sozinha em poucos minutos: veja na sua carteira antes de enviar de novo.",
    reverted: "A transação falhou",
    revertedText:
      "{network} não conseguiu executá-la, por isso nada foi enviado além da taxa. O dinheiro continua na sua carteira: pode enviá-lo de novo.",
    wrongRecipient: "Foi para outro endereço",
    wrongRecipientText:
      "Pagou a {address} em {network}. Compare com o endereço na página do seu pagamento. O que foi para outro lado não pode ser recuperado daqui: pergunte a quem tem esse endereço ou à sua corretora.",
    wrongRecipientUnknown:
      "Em {network} nada foi pago ao endereço deste pagamento. O que foi para outro lado não pode ser recuperado daqui: pergunte a quem o recebeu ou à sua corretora.",
    insideContract: "Executou um contrato",
    insideContractText:
      "O que um contrato paga não consta da sua transação, por isso o número sozinho não basta. Se ele enviou dinheiro para o endereço deste pagamento, a página do seu pagamento mostra-o quando for encontrado; isso pode demorar alguns minutos.",
    notMined: "A rede já a tem, mas ainda não a executou",
    notMinedText:
      "Espera em {network}, muitas vezes por causa de uma taxa baixa. Nada se perdeu: quando for executada, a página do seu pagamento percebe sozinha.",
    notFound: "Ainda não a encontramos",
    notFoundText:
      "Nenhuma das redes que observamos conhece este número. Se acabou de enviar, tente de novo daqui a um minuto. Se uma corretora envia por si, talvez ainda não o tenha feito. Veja também se o número está completo.",
    unreachable: "Agora não conseguimos verificar",
    unreachableText:
      "Uma das redes não nos responde de momento e as outras não conhecem este número. O que enviou está seguro. Tente de novo daqui a alguns minutos, por favor.",
  },
};
