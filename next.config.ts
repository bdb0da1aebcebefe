import type { NextConfig } from "next";
import { ANSWER_HEADERS } from "./lib/answer-headers";

const HEADERS = Object.entries(ANSWER_HEADERS).map(([key, value]) => ({ key, value }));

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  // `npm test` checks the types, of the tests and scripts too; a merchant's build need not do it again.
  typescript: { ignoreBuildErrors: true },
  // A build is made once per change of the sources: keeping its cache on the disk took longer than it ever saved.
  experimental: { turbopackFileSystemCacheForBuild: false },
  // It stands in the page (app/customers-sheet.tsx): its text is wanted, not a file of its own.
  turbopack: { rules: { "**/customers.css": { loaders: ["./scripts/sheet-loader.mjs"], as: "*.js" } } },
  // No image is fetched and re-encoded on the server.
  images: { unoptimized: true },
  // Native or started by path: left as they are on the disk.
  serverExternalPackages: ["@node-rs/argon2", "pino", "postgres", "prom-client", "undici"],
  // Next's own redirect of `/path/` would also answer for the API, without its `Request-Id`: there the path means the same.
  skipTrailingSlashRedirect: true,
  redirects: async () => [{ source: "/:path((?!api/).+)/", destination: "/:path", permanent: true }],
  rewrites: async () => [{ source: "/.well-known/florin-checkout-key.json", destination: "/checkout-key" }],
  headers: async () => [
    { source: "/:path*", headers: HEADERS },
    // Shops load it from their own pages, with its integrity checked.
    {
      source: "/florin.js",
      headers: [
        { key: "Access-Control-Allow-Origin", value: "*" },
        { key: "Cross-Origin-Resource-Policy", value: "cross-origin" },
      ],
    },
  ],
};

export default config;
