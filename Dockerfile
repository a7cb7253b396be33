# One image for web, workers, relay, beat and the commands. No Node and no compiler in what runs.
FROM node:22-trixie-slim AS look
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY static ./static
RUN npm run --silent build

FROM python:3.12-slim-trixie AS packages
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_PROJECT_ENVIRONMENT=/app/.venv
RUN pip install --no-cache-dir uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-default-groups

FROM python:3.12-slim-trixie
# Debian 13 carries PostgreSQL 17's pg_dump, the version of the server in docker-compose.yml.
# Pango sets the pages of documents; libharfbuzz-subset0 makes that two and a half times faster (docs/adr/0007).
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 postgresql-client \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin send
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    LOCAL_DIR=/var/lib/trust-send MEDIA_ROOT=/var/lib/trust-send/media BIND=0.0.0.0:8000
COPY --from=packages /app/.venv .venv
COPY . .
COPY --from=look /app/static/build static/build
# The hashed copies of static files belong to the image; none of the three values below is used for anything else.
RUN mkdir -p /var/lib/trust-send/media /var/lib/trust-send/mail /backups \
 && SECRET_KEY=build DATABASE_URL=postgresql:/// REDIS_URL=redis:// python manage.py collectstatic --no-input --verbosity 0 \
 && chown -R send:send /var/lib/trust-send /backups
USER send
VOLUME /var/lib/trust-send/media
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD python -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/livez', timeout=3)"
CMD ["gunicorn", "trust_send.wsgi", "--bind", "0.0.0.0:8000"]
