# The auditor with a browser inside, run by an ordinary user so that Chromium keeps its sandbox:
#   docker build -t consent-auditor .
#   docker run --rm --security-opt seccomp=unconfined -v "$PWD/reports:/reports" consent-auditor run https://example.org/ -o /reports
FROM python:3.11-slim-bookworm
RUN apt-get -qq update \
 && apt-get -qq install -y --no-install-recommends chromium-headless-shell fonts-liberation fonts-dejavu-core fonts-noto-core \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.lock pyproject.toml README.md LICENSE ./
COPY auditor auditor
COPY api api
COPY checks checks
COPY migrations migrations
RUN pip install --no-cache-dir uv && uv pip install --system --no-cache -q -c requirements.lock . \
 && useradd --create-home --uid 10001 auditor && mkdir /data /reports && chown auditor /data /reports
USER auditor
ENV AUDITOR_DATA=/data
VOLUME ["/data", "/reports"]
ENTRYPOINT ["auditor"]
CMD ["--help"]
