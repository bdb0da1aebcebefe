import { createHash } from "node:crypto";
import text from "./customers.css";

/** By which a content policy lets the customers' sheet stand in a page, and nothing else. */
export const SHEET_SOURCE = `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
