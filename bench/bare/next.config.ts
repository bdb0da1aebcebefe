import type { NextConfig } from "next";

/** The bench builds a copy of this folder outside the project, whose packages it borrows: the root must hold both. */
const config: NextConfig = {
  turbopack: { root: "/" },
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["postgres"],
};

export default config;
