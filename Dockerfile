FROM python:3.13-slim AS builder
RUN python -m venv /venv
COPY requirements.txt .
# Nothing is installed that is not, byte for byte, what `make lock` wrote down.
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt


FROM python:3.13-slim

# gunicorn listens on every address at $PORT.
ENV PATH="/venv/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    PORT=8000 \
    MEDIA_ROOT=/data/media

# The site's user owns what the site writes and nothing else: it can't change the code that it runs.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin site \
    && install --directory --owner=site --group=site /data/media /data/secret

COPY --from=builder /venv /venv
WORKDIR /app
COPY . .
# The settings ask for a key; no page is answered with this one, and no layer keeps it.
RUN SECRET_KEY=only-for-collectstatic python manage.py collectstatic --noinput

USER site
EXPOSE 8000

HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://localhost:8000/healthz', timeout=4).close()"]

# 1. Where SECRET_KEY_FILE names a file (docker-compose.yml), the first start fills it, for this user's eyes alone.
# 2. The database is brought up to date; nothing is loaded into it.
# 3. gunicorn takes the shell's place, so that it is what `docker stop` asks to finish. Its workers prove that they
#    are alive through a file, which has to be in memory: a slow disk would make them look dead. Its control socket
#    would need a home directory.
CMD ["sh", "-ec", " \
    [ -z \"$SECRET_KEY_FILE\" ] || [ -s \"$SECRET_KEY_FILE\" ] || ( \
        umask 077; python -c 'import secrets; print(secrets.token_urlsafe(50), end=str())' > \"$SECRET_KEY_FILE\" \
    ); \
    python manage.py migrate --noinput; \
    exec gunicorn readinggroup.wsgi --workers 2 --worker-class gthread --threads 4 \
        --worker-tmp-dir /dev/shm --no-control-socket --access-logfile - \
"]
