import type { ServerWords } from "./server-words";

export const es: ServerWords = {
  page: {
    title: "{price} a {shop}",
    language: "Idioma",
    test: "PRUEBA",
    testText: "no se mueve dinero real",
  },
  help: {
    notSeen: "He pagado, pero no pasa nada",
    paste: "Pegue el número de la transacción. Su monedero o plataforma de intercambio lo muestra; empieza por 0x.",
    check: "Comprobar",
    number: "Número de transacción",
    which: "¿Qué transacción?",
    whichText:
      "Su monedero o plataforma de intercambio muestra un número por cada pago que envía. Empieza por 0x y tiene 66 caracteres. Cópielo y péguelo aquí.",
    back: "Volver al pago",
  },
  refusal: {
    notNow: "Ahora mismo no",
    noNewPrice: "Ahora mismo no hay un precio nuevo",
    tooMany: "Demasiadas consultas a la vez. Espere un minuto e inténtelo de nuevo, por favor.",
    noRate: "Ahora mismo no hay un tipo de cambio fiable. Inténtelo de nuevo en un momento, por favor.",
    noNetwork: "Ahora mismo no está conectada ninguna red que pueda recibir este pago.",
    orderOpen: "Este pedido ya tiene otro pago abierto. Pague ese, por favor.",
    linkOff: "La tienda ha desactivado este enlace de pago.",
    later: "Ahora mismo no funciona. Inténtelo de nuevo en un momento, por favor.",
  },
  missing: {
    title: "No encontrado",
    payment: "Este pago no existe",
    paymentText:
      "Por favor, no envíe nada. Mire si la dirección de esta página está completa o pregunte a la tienda que se la dio.",
    link: "Este enlace de pago no existe",
    linkText: "Mire si la dirección está completa o pregunte a la tienda que se la dio.",
    page: "Esta página no existe",
    pageText: "Mire si la dirección está completa.",
  },
  link: {
    pay: "Pagar a {shop}",
    howMuch: "¿Cuánto?",
    fromTo: "De {least} a {most}.",
    atLeast: "Como mínimo {least}.",
    atMost: "Como máximo {most}.",
    email: "Su dirección de correo electrónico",
    emailText: "{shop} la recibe con su pago.",
    continue: "Continuar",
    next: "La página siguiente muestra cómo pagar. Nada se envía hasta que usted lo envíe.",
    notThis: "Este importe no se puede pagar aquí.",
    writeAmount: "Escriba un importe, por favor, por ejemplo {example}.",
    writeEmail: "Escriba su dirección de correo completa, por favor.",
    off: "Este enlace de pago está desactivado",
    offText: "Aquí no se puede pagar nada por el momento. Si esperaba otra cosa, pregunte a {shop}.",
    notNow: "Ahora mismo no es posible",
    notNowTitle: "Ahora mismo no se puede pagar",
    notCharged: "No se ha cobrado nada.",
    again: "Intentar de nuevo",
  },
  diagnosis: {
    theNetwork: "La red",
    whatYouSent: "su envío",
    unknownToken: "un token que aquí no se conoce",
    confirmations: {
      one: "{seen} de {n} confirmación",
      many: "{seen} de {n} de confirmaciones",
      other: "{seen} de {n} confirmaciones",
    },
    counted: "Su pago ha llegado",
    countedText: "Confirmado y contado: {sum}. No tiene que hacer nada más.",
    surplus: "Llegó cuando ya estaba todo pagado",
    surplusText: "Ha llegado {sum}, pero ya no quedaba nada por pagar. {shop} lo ve: pida que se lo devuelvan.",
    closed: "Este pago está cerrado",
    closedText: "Ha llegado {sum} y está registrado, pero aquí ya no se cuenta nada. {shop} lo ve: pregunte allí qué hacer.",
    confirming: "Lo vemos: {confirmations}",
    confirmingText:
      "Ha llegado {sum} en {network}. Solo falta que se confirme; la página de su pago lo mostrará. No tiene que hacer nada más.",
    afterExpiry: "Llegó fuera de tiempo y todavía cuenta",
    afterExpiryText:
      "Ha llegado {sum} en {network}: {confirmations}. Cuando se confirme, {shop} sabrá que ha pagado y que fue tarde.",
    short: "Ha llegado, y todavía falta {missing}",
    shortText:
      "Registrado: {sum}. Vuelva al pago: mientras muestre una dirección, puede enviar allí el resto; después, pregunte a {shop}.",
    afterGrace: "Llegó demasiado tarde para contar",
    afterGraceText:
      "Ha llegado {sum} después del plazo en que el dinero tardío todavía cuenta. {shop} lo ve: pida que terminen su pedido o que se lo devuelvan.",
    wrongToken: "No es la moneda que se pidió",
    wrongTokenText:
      "Ha llegado {sum} en {network}. No cuenta por sí solo. {shop} puede aceptarlo o devolverlo: pregunte allí y, por favor, no lo envíe otra vez.",
    wrongChain: "Salió por {network}",
    wrongChainText:
      "Ha llegado {sum} a la dirección correcta, pero en una red que no se había pedido. {shop} puede aceptarlo o devolverlo: pregunte allí y, por favor, no lo envíe otra vez.",
    beforeSession: "Es más antigua que este pago",
    beforeSessionText:
      "Esta transacción se hizo antes de que se le pidiera pagar aquí, así que es de otra cosa. Busque una más reciente en su monedero o pregunte a {shop}.",
    scannerBehind: "Estamos a punto de verla",
    scannerBehindText: {
      one: "{network} la tiene y nos queda {n} bloque por comprobar antes de llegar a ella. La página de su pago lo notará por sí sola. Lo que envió está a salvo y cuenta con la hora del envío.",
      many: "{network} la tiene y nos quedan {n} de bloques por comprobar antes de llegar a ella. La página de su pago lo notará por sí sola. Lo que envió está a salvo y cuenta con la hora del envío.",
      other:
        "{network} la tiene y nos quedan {n} bloques por comprobar antes de llegar a ella. La página de su pago lo notará por sí sola. Lo que envió está a salvo y cuenta con la hora del envío.",
    },
    notRecorded: "Deberíamos haberla visto",
    notRecordedText:
      "{network} muestra {sum} en esta dirección y nuestros registros no. Por favor, envíe este número a {shop}; allí pueden hacer que se compruebe de nuevo.",
    takenBack: "La red la ha retirado",
    takenBackText:
      "Estaba y ya no está. Normalmente vuelve por sí sola en unos minutos: mire en su monedero antes de enviar otra vez.",
    reverted: "La transacción ha fallado",
    revertedText:
      "{network} no pudo ejecutarla, así que no se envió nada más que la comisión. El dinero sigue en su monedero: puede enviarlo otra vez.",
    wrongRecipient: "Fue a otra dirección",
    wrongRecipientText:
      "Pagó a {address} en {network}. Compárela con la dirección de la página de su pago. Lo que fue a otra parte no se puede recuperar desde aquí: pregunte a quien tenga esa dirección o a su plataforma de intercambio.",
    wrongRecipientUnknown:
      "En {network} no pagó nada a la dirección de este pago. Lo que fue a otra parte no se puede recuperar desde aquí: pregunte a quien lo recibió o a su plataforma de intercambio.",
    insideContract: "Ejecutó un contrato",
    insideContractText:
      "Lo que paga un contrato no figura en su transacción, así que el número solo no basta. Si envió dinero a la dirección de este pago, la página de su pago lo mostrará cuando se encuentre; puede tardar unos minutos.",
    notMined: "La red la tiene, pero aún no la ha ejecutado",
    notMinedText:
      "Espera en {network}, a menudo por una comisión baja. No se ha perdido nada: cuando se ejecute, la página de su pago lo notará por sí sola.",
    notFound: "Todavía no la encontramos",
    notFoundText:
      "Ninguna de las redes que observamos conoce este número. Si acaba de enviarlo, inténtelo de nuevo en un minuto. Si una plataforma de intercambio envía por usted, quizá aún no lo ha hecho. Mire también si el número está completo.",
    unreachable: "Ahora mismo no podemos mirar",
    unreachableText:
      "Una de las redes no nos responde en este momento y las demás no conocen este número. Lo que envió está a salvo. Inténtelo de nuevo en unos minutos, por favor.",
  },
};
