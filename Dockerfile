# The command line in an image: docs/image.md. The version of Node.js is the one that package.json pins; a test compares them.
FROM node:24.21.0-slim AS packages
WORKDIR /muster
COPY package.json package-lock.json ./
# The packages that deploy the platform, or emulate AWS for it on one machine, are not needed to run the command line.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
 && npm uninstall --no-save --omit=dev --ignore-scripts --no-audit --no-fund aws-cdk-lib cdk-nag constructs dynalite fauxqs node \
 && rm package-lock.json

FROM node:24.21.0-slim
# A user id without a home, as --user may give, finds logins in this one. What Node.js compiles is kept where a writable folder is likely.
ENV NODE_ENV=production HOME=/home/node NODE_COMPILE_CACHE=/tmp/muster-node
WORKDIR /muster
COPY --from=packages /muster ./
COPY LICENSE ./
COPY bin ./bin
COPY shared ./shared
RUN mkdir /data && chown node:node /data
WORKDIR /data
USER node
ENTRYPOINT ["node", "/muster/bin/muster.mjs"]
CMD ["--help"]
