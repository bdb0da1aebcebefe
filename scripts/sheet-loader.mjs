import tailwind from "@tailwindcss/postcss";
import postcss from "postcss";

const TOLD = { dependency: "addDependency", "dir-dependency": "addContextDependency" };

/** For the bundler: a sheet of styles as a module, whose default export is its finished text. */
export default function loadSheet(source) {
  const done = this.async();
  postcss([tailwind({ optimize: { minify: true } })])
    .process(source, { from: this.resourcePath, map: false })
    .then(({ css, messages }) => {
      for (const { type, file, dir } of messages) {
        const tell = TOLD[type];
        if (tell) this[tell](file ?? dir);
      }
      done(null, `export default ${JSON.stringify(css)};`);
    }, done);
}
