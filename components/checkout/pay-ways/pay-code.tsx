"use client";

import { useEffect, useRef, useState } from "react";
import { codeStatement } from "@/lib/checkout/pay-statement";
import type { QrCode, SignedCode } from "@/lib/checkout/qr-code";
import { contentWith, useTampered } from "../use-tampered";
import { useWords } from "../words/words-context";
import type { PageGuard } from "./use-page-guard";

/** ISO/IEC 18004 asks for a quiet zone of four modules. */
const QUIET_MODULES = 4;

type Props = {
  readonly sessionId: string;
  /** Proven by the server, like everything that is drawn from it here. */
  readonly text: string;
  readonly codes: readonly SignedCode[];
  readonly guard: PageGuard;
};

/** The code that the server drew; where the text has changed since, one that is drawn here, by code that comes only then. */
export function PayCode({ sessionId, text, codes, guard }: Props) {
  const [own, setOwn] = useState<(QrCode & { readonly text: string }) | null>(null);
  const given = codes.find((code) => code.text === text);
  const code = given ?? (own?.text === text ? own : null);
  const isMissing = code === null;

  useEffect(() => {
    if (given) void guard.holds(codeStatement({ sessionId, text: given.text, path: given.path }), given.proof);
  }, [given, sessionId, guard.holds]);

  useEffect(() => {
    let isWanted = true;
    if (isMissing)
      import("@/lib/checkout/qr-code").then(
        ({ qrCode }) => isWanted && setOwn({ text, ...qrCode(text) }),
        () => {},
      );
    return () => {
      isWanted = false;
    };
  }, [isMissing, text]);

  return code === null ? (
    <div className="size-56 rounded-control bg-white" aria-busy="true" />
  ) : (
    <Drawn code={code} accuse={guard.accuse} />
  );
}

/** Dark on white in every theme: scanners do not read the reverse. */
function Drawn({ code: { size, path }, accuse }: { code: QrCode; accuse: () => void }) {
  const shown = useRef<HTMLDivElement>(null);
  useTampered(shown, contentWith({ shapes: [path] }), accuse);
  const side = size + 2 * QUIET_MODULES;
  return (
    <div ref={shown} className="rounded-control bg-white" data-testid="code">
      <svg
        role="img"
        aria-label={useWords().words.ways.code}
        viewBox={`${-QUIET_MODULES} ${-QUIET_MODULES} ${side} ${side}`}
        shapeRendering="crispEdges"
        className="size-56"
      >
        <path d={path} stroke="#000000" />
      </svg>
    </div>
  );
}
