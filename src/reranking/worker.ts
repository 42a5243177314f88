import { serveModel } from "../transformers/serve-model.js";
import { loadCrossEncoder } from "./cross-encoder.js";

await serveModel(loadCrossEncoder);
