"use client";

import { use } from "react";
import text from "./customers.css";

const NAME = "florin";
let loading: Promise<string> | null = null;

/**
 * The sheet of styles, in the page itself: a customer's page is drawn with its first bytes, without another way to the
 * server and back. It stands in the markup alone, neither in the page's data nor in its scripts. The content policy knows
 * it by its hash (sheet-source.ts), since React keeps no nonce on what it hoists.
 */
export function CustomersSheet() {
  if (typeof window === "undefined") return <Styles text={text} />;
  return document.querySelector(`style[data-href=${NAME}]`) ? null : <LateStyles />;
}

/** A page that failed on the server comes without it, and is drawn here. */
function LateStyles() {
  loading ??= import("./customers.css").then((sheet) => sheet.default);
  return <Styles text={use(loading)} />;
}

function Styles({ text: rules }: { text: string }) {
  return (
    <style href={NAME} precedence={NAME}>
      {rules}
    </style>
  );
}
