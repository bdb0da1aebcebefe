import type { Misanswer, Wire } from "./fake-node";

const ANOTHER = `0x${"77".repeat(20)}`;

/** Bends the answers to one method. */
export function bend(method: string, change: (result: Wire, params: readonly Wire[]) => Wire): Misanswer {
  return ({ questions, answers }) => {
    for (const [place, question] of questions.entries()) {
      const answer = answers[place];
      if (question.method === method && answer) answer.result = change(answer.result, question.params);
    }
    return false;
  };
}

export const edit = (change: (block: Wire) => void) =>
  bend("eth_getBlockByNumber", (block) => {
    change(block);
    return block;
  });
const editLogs = (change: (log: Wire) => void) =>
  bend("eth_getLogs", (logs) => {
    for (const log of logs) change(log);
    return logs;
  });
const raw =
  (status: number, body: string): Misanswer =>
  ({ response }) => {
    response.writeHead(status, { "content-type": "text/html" }).end(body);
    return true;
  };

/** Refuses with these words what `isTooMuch` says of one question for logs by heights, and of its answer. */
export function refuseLogs(isTooMuch: (blocks: number, logs: readonly Wire[]) => boolean, message: string): Misanswer {
  return ({ questions, answers }) => {
    for (const [place, { method, params }] of questions.entries()) {
      const answer = answers[place];
      const [filter] = params as [Wire];
      if (method !== "eth_getLogs" || filter.blockHash || !answer) continue;
      if (!isTooMuch(Number(filter.toBlock) - Number(filter.fromBlock) + 1, answer.result as Wire[])) continue;
      delete answer.result;
      answer.error = { code: -32602, message };
    }
    return false;
  };
}

/** Answers with that status, and whatever headers. */
export function refuse(status: number, body: unknown = "", headers: Readonly<Record<string, string>> = {}): Misanswer {
  return ({ response }) => {
    response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
    return true;
  };
}

/** What a node may say that is not so: every one must stop a scan, and none may be counted. */
export const LIES: Readonly<Record<string, Misanswer>> = {
  "wrong chain id": bend("eth_chainId", () => "0x1"),
  "HTTP 429": raw(429, '{"jsonrpc":"2.0","id":null,"error":{"code":-32005,"message":"slow down"}}'),
  "HTTP 500": raw(500, "oops"),
  HTML: raw(200, "<!doctype html><title>Sign in</title>"),
  "cut JSON": raw(200, '[{"jsonrpc":"2.0","id":'),
  "an empty body": raw(200, ""),
  "one error for a batch": raw(200, '{"jsonrpc":"2.0","id":null,"error":{"code":-32005,"message":"too much"}}'),
  "a redirect": ({ response }) => {
    response.writeHead(302, { location: "http://127.0.0.1:1/" }).end();
    return true;
  },
  "a cut connection": ({ response }) => {
    response.destroy();
    return true;
  },
  "other ids": ({ answers }) => {
    for (const answer of answers) answer.id = Number(answer.id) + 1_000;
    return false;
  },
  "an id twice": ({ answers }) => {
    for (const answer of answers) answer.id = answers[0]?.id;
    return false;
  },
  "an answer left out": ({ answers }) => {
    answers.pop();
    return false;
  },
  "neither result nor error": ({ answers }) => {
    for (const answer of answers) delete answer.result;
    return false;
  },
  "an error for each": ({ answers }) => {
    for (const answer of answers) {
      delete answer.result;
      answer.error = { code: -32602, message: "query exceeds max results 20000" };
    }
    return false;
  },
  "no such block": bend("eth_getBlockByNumber", () => null),
  "another block than asked": edit((block) => {
    block.number = `0x${(Number(block.number) - 1).toString(16)}`;
  }),
  "a block without its transactions": edit((block) => {
    block.transactions = [];
  }),
  "hashes for transactions": edit((block) => {
    block.transactions = block.transactions.map((transaction: Wire) => transaction.hash);
  }),
  "a transaction of another block": edit((block) => {
    for (const transaction of block.transactions) transaction.blockHash = `0x${"9".repeat(64)}`;
  }),
  "transactions out of order": edit((block) => {
    block.transactions.reverse();
  }),
  "a value that is no number": edit((block) => {
    for (const transaction of block.transactions) transaction.value = 9;
  }),
  "a value beyond 256 bits": edit((block) => {
    for (const transaction of block.transactions) transaction.value = `0x${"f".repeat(65)}`;
  }),
  "a short recipient": edit((block) => {
    for (const transaction of block.transactions) transaction.to = transaction.to.slice(0, -2);
  }),
  "a block hash of the wrong size": edit((block) => {
    block.hash = "0x1234";
  }),
  "no bloom": edit((block) => {
    block.logsBloom = null;
  }),
  "a time beyond all dates": edit((block) => {
    block.timestamp = "0x1fffffffffffff";
  }),
  "logs that are no list": bend("eth_getLogs", () => ({})),
  "removed logs": editLogs((log) => {
    log.removed = true;
  }),
  "logs of another block": editLogs((log) => {
    log.blockHash = `0x${"8".repeat(64)}`;
  }),
  "logs with another block's number": editLogs((log) => {
    log.blockNumber = "0x1";
  }),
  "logs of another contract": editLogs((log) => {
    log.address = ANOTHER;
  }),
  "logs of another event": editLogs((log) => {
    log.topics[0] = `0x${"5".repeat(64)}`;
  }),
  "logs with a fourth topic": editLogs((log) => {
    log.topics.push(`0x${"5".repeat(64)}`);
  }),
  "logs with long data": editLogs((log) => {
    log.data += "00";
  }),
  "logs of another transaction": editLogs((log) => {
    log.transactionHash = `0x${"7".repeat(64)}`;
  }),
  "logs without an index": editLogs((log) => {
    delete log.logIndex;
  }),
  "two logs in one place": bend("eth_getLogs", (logs) => [
    ...logs,
    ...logs.map((log: Wire) => ({ ...log, data: `0x${"1".repeat(64)}` })),
  ]),
  "no receipt": bend("eth_getTransactionReceipt", () => null),
  "a receipt of another block": bend("eth_getTransactionReceipt", (receipt) => ({
    ...receipt,
    blockHash: `0x${"6".repeat(64)}`,
  })),
  "a receipt of another transaction": bend("eth_getTransactionReceipt", (receipt) => ({
    ...receipt,
    transactionHash: `0x${"6".repeat(64)}`,
  })),
  "a receipt without a status": bend("eth_getTransactionReceipt", (receipt) => ({ ...receipt, status: undefined })),
};
