import { z } from "zod";
import { describeRoute } from "../describe-route";
import { health, readiness, tick } from "../objects/machine";

const tag = "Operation";

export const getHealth = describeRoute({
  id: "getHealth",
  method: "GET",
  path: "/api/health",
  tag,
  summary: "How the process does",
  about: "Always 200 while it lives.",
  access: "machine",
  answers: { 200: health },
});

export const getReadiness = describeRoute({
  id: "getReadiness",
  method: "GET",
  path: "/api/ready",
  tag,
  summary: "May this process be given requests?",
  about: "200 where it may, 503 where not.",
  access: "machine",
  answers: { 200: readiness, 503: readiness },
});

export const settle = describeRoute({
  id: "settle",
  method: "GET",
  path: "/api/cron/settle",
  tag,
  summary: "Run the engine once",
  about: "For installations without a resident process. Runs may overlap.",
  access: "cron",
  answers: { 200: tick },
});

export const getMetrics = describeRoute({
  id: "getMetrics",
  method: "GET",
  path: "/api/metrics",
  tag,
  summary: "Figures for Prometheus",
  about:
    "In its text format: requests, sessions, payments, deliveries, scans, rates and the process. Of no merchant in particular.",
  access: "metrics",
  media: "text/plain",
  answers: { 200: z.string() },
});

export const getOpenApi = describeRoute({
  id: "getOpenApi",
  method: "GET",
  path: "/api/v1/openapi.json",
  tag,
  summary: "This document",
  access: "public",
  answers: { 200: z.looseObject({ openapi: z.string() }) },
});
