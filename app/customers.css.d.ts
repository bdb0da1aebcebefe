/** Its finished text (scripts/sheet-loader.mjs). */
declare const text: string;
export default text;
