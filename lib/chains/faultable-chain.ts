import { type Chain, ChainUnreachableError } from "./chain";

/** A chain whose node can be made unreachable: for this process's engine, not for the node itself. */
export type FaultableChain = Chain & {
  readonly fault: {
    /** From now on every question fails, as it does where nothing listens. */
    cut(): void;
    restore(): void;
  };
};

/**
 * A fault switch around a chain, for scenarios on chains of this machine. Never put around a public network. The switch is
 * a part of the chain, so that whoever holds the chain holds the switch.
 */
export function faultableChain(chain: Chain): FaultableChain {
  let isCut = false;
  // Whatever a chain can be asked fails, also what is added to it one day.
  const guarded = Object.entries<unknown>(chain).map(([name, part]) => {
    if (typeof part !== "function") return [name, part];
    const ask = async (...question: unknown[]) => {
      if (isCut) throw new ChainUnreachableError("The node cannot be reached.");
      return Reflect.apply(part, chain, question);
    };
    return [name, ask];
  });
  const fault = {
    cut: () => {
      isCut = true;
    },
    restore: () => {
      isCut = false;
    },
  };
  return { ...(Object.fromEntries(guarded) as Chain), fault };
}

/** The chain's switch, where it has one. */
export function faultOf(chain: Chain): FaultableChain["fault"] | null {
  return "fault" in chain ? (chain as FaultableChain).fault : null;
}
