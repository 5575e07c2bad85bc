# One image for the web program and for the workers; docker-compose.yml says which it is to be.
FROM python:3.13-slim AS build
WORKDIR /src
# espeak is GPL-3.0-or-later, opus holds code that is; EXTRAS=s3,sentry makes an image without them.
ARG EXTRAS=espeak,opus,s3,sentry
RUN python -m venv /reader
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY reader reader
COPY workers workers
COPY audio_cache audio_cache
RUN /reader/bin/pip install --no-cache-dir -c constraints.txt ".[${EXTRAS}]"

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home reader \
    && install --directory --owner=reader --group=reader /srv/audio /srv/reader
COPY --from=build /reader /reader
USER reader
WORKDIR /srv/reader
ENV PATH=/reader/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    OPENBLAS_NUM_THREADS=1 \
    READER_HOST=0.0.0.0 \
    READER_DATA_DIR=/srv/reader \
    READER_AUDIO_DIR=/srv/audio
VOLUME /srv/audio
EXPOSE 8000
CMD ["gunicorn", "--config", "python:reader.web.gunicorn_conf", "--bind", "0.0.0.0:8000", "reader.wsgi:app"]
