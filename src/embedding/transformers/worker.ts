import { serveModel } from "../../transformers/serve-model.js";
import { loadEmbeddingModel } from "./embedding-model.js";

await serveModel(loadEmbeddingModel);
