import { loadWordVectors } from "../../src/embedding/static/builtin.js";
import { MODELS_DIR } from "../support/models/test-models.js";
import { describeWordVectors } from "./word-vectors.js";

describeWordVectors("built-in", () => loadWordVectors(MODELS_DIR));
