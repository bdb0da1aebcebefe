import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import "./ledger.css";

/** The merchant's side of the house wears two fonts that the customer's never loads. Portals must put it on too. */
export const LEDGER = `ledger ${GeistSans.variable} ${GeistMono.variable}`;
