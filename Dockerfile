# Footnote in a container: docs/operate.md#docker says how to run it.
#
# Debian rather than Alpine: onnxruntime-node, which transformer models need, is only built for glibc.
ARG NODE_VERSION=20

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /app
# hnswlib-node is compiled when it is installed.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install -y --no-install-recommends g++ make python3 \
  && rm -rf /var/lib/apt/lists/*
# Headers that the image holds; node-gyp would download them.
ENV npm_config_nodedir=/usr/local
COPY package.json package-lock.json .npmrc ./
# The sources aren't there yet, so nothing is built; hnswlib-node is the only dependency whose script is wanted.
RUN npm ci --ignore-scripts --no-audit --no-fund && npm rebuild hnswlib-node
COPY tsconfig.json tsconfig.build.json vite.config.ts vite.widget.config.ts ./
COPY src ./src
RUN npm run build
# What only development, other systems and the compiler need.
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/onnxruntime-node/bin/napi-v*/darwin node_modules/onnxruntime-node/bin/napi-v*/win32 \
  && find node_modules/hnswlib-node/build -type f ! -path '*/Release/addon.node' -delete

FROM node:${NODE_VERSION}-bookworm-slim
LABEL org.opencontainers.image.title="Footnote" \
  org.opencontainers.image.description="A self-hosted chat assistant over a folder of documents, with a footnote for every sentence" \
  org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
  HOST=0.0.0.0 \
  PORT=3000 \
  DOCUMENTS_DIR=/data/documents \
  INDEX_DIR=/data/index \
  EMBEDDING_CACHE_DIR=/data/models
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY models ./models
COPY prompts ./prompts
COPY package.json LICENSE NOTICE .env.example ./
# A volume takes its owner from here. 1000 is the image's user "node"; by number, so that Kubernetes sees it isn't root.
RUN install -d -o 1000 -g 1000 /data /data/documents /data/index /data/models
USER 1000:1000
VOLUME ["/data"]
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# No shell in between, so that SIGTERM reaches Footnote.
ENTRYPOINT ["node", "/app/dist/cli/main.js"]
CMD ["serve"]
