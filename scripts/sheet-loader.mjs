import tailwind from "@tailwindcss/postcss";
import postcss from "postcss";

const TOLD = { dependency: "addDependency", "dir-dependency": "addContextDependency" };
/** What Tailwind evens out between browsers, and no customer's page has. */
const UNUSED =
  /datetime|date-and-time|search-|calendar|spin-button|file-selector|optgroup|moz-|^(?:abbr|hr|progress|small|sub|sup|table|textarea)\b/;

/** For the bundler: a sheet of styles as a module, whose default export is its finished text. */
export default function loadSheet(source) {
  const done = this.async();
  postcss([tailwind({ optimize: { minify: true } }), leaveOut])
    .process(source, { from: this.resourcePath, map: false })
    .then(({ css, messages }) => {
      for (const { type, file, dir } of messages) {
        const tell = TOLD[type];
        if (tell) this[tell](file ?? dir);
      }
      done(null, `export default ${JSON.stringify(css)};`);
    }, done);
}

/** Every page of a customer's carries the sheet. What browsers without `@property` would need goes too: Tailwind has none of them. */
function leaveOut(root) {
  root.walkAtRules("layer", (layer) => {
    if (layer.params === "properties" && layer.nodes) layer.remove();
    if (layer.params !== "base") return;
    layer.walkRules((rule) => {
      if (rule.selectors.every((selector) => UNUSED.test(selector))) rule.remove();
    });
  });
}
