FROM node:24-bookworm-slim AS build
WORKDIR /ledger
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY src src
COPY projections projections
RUN npm run build

FROM node:24-bookworm-slim AS packages
WORKDIR /ledger
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
# Nodes of a cluster may be named by address, and Node.js warns of each such name that TLS is told (DEP0123).
ENV NODE_OPTIONS=--disable-warning=DEP0123
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/ledger/data
WORKDIR /ledger
# Where the embedded stores lie, unless EVENTSTORE_URL and DATABASE_URL are set: mount a volume here.
RUN install --directory --owner=node --group=node data
COPY package.json ./
COPY --from=packages /ledger/node_modules node_modules
COPY --from=build /ledger/dist dist
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--disable-warning=DEP0123", "--max-semi-space-size=16", "--max-old-space-size=1500", "dist/src/main.js"]
