// Compiles the theme and copies what the browser needs of the packages into static/build.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const modules = join(root, "node_modules");
const build = join(root, "static", "build");

const faces = ["latin-400-normal", "latin-400-italic", "latin-600-normal", "latin-ext-400-normal", "latin-ext-600-normal"];
const icons = ["close-cross-black", "document", "tag-remove-cross", "tag-remove-cross-white", "toggle-plus-minus"];
const scripts = { "govuk-frontend.min.js": "govuk-frontend/dist/govuk/govuk-frontend.min.js", "htmx.min.js": "htmx.org/dist/htmx.min.js" };

// MOJ Frontend asks for "node_modules/govuk-frontend/…", hence both load paths.
const { css } = compile(join(root, "static", "scss", "app.scss"), {
  style: "compressed",
  loadPaths: [root, modules],
  quietDeps: true,
  // MOJ Frontend 11 still calls this mixin of GOV.UK Frontend 6 and leaves no setting to quieten it.
  logger: { warn: (message) => message.includes("govuk-text-colour") || console.warn(message) },
});
if (css.includes("data:")) throw new Error("the stylesheet holds a data: address, which the security policy forbids");

rmSync(build, { recursive: true, force: true });
for (const folder of ["fonts", "images"]) mkdirSync(join(build, folder), { recursive: true });
writeFileSync(join(build, "app.css"), css);

for (const face of faces) {
  const name = `atkinson-hyperlegible-next-${face}.woff2`;
  cpSync(join(modules, "@fontsource/atkinson-hyperlegible-next/files", name), join(build, "fonts", name));
}
for (const icon of icons) {
  const name = `icon-${icon}.svg`;
  cpSync(join(modules, "@ministryofjustice/frontend/moj/assets/images", name), join(build, "images", name));
}
// Source maps are not shipped, so the line that names one goes: hashed static files would look for it.
for (const [name, source] of Object.entries(scripts)) {
  const text = readFileSync(join(modules, source), "utf8").replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");
  writeFileSync(join(build, name), text);
}
console.log(`static/build: ${(css.length / 1024).toFixed(0)} KB of styles, ${faces.length} font files, ${Object.keys(scripts).length} scripts`);
