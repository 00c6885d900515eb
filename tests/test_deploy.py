"""What is deployed: the files in `deploy/` fit the package and its command line."""

import configparser
import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from precis.database import Address
from tests.conftest import Precis

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def instructions(text: str = DOCKERFILE) -> list[tuple[str, str]]:
    joined = re.sub(r"\\\n\s*", " ", text)
    lines = [line for line in joined.splitlines() if line and not line.startswith("#")]
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines)]


def values(word: str) -> list[str]:
    return [rest for name, rest in instructions() if name == word]


def test_every_stage_has_a_version_and_is_used() -> None:
    stages = [line.partition(" AS ") for line in values("FROM")]
    assert all(re.search(r":.*\d", image) for image, _, _ in stages)
    assert "latest" not in DOCKERFILE
    named = {name for _, _, name in stages if name}
    assert {re.search(r"--from=(\w+)", it)[1] for it in values("COPY") if "--from" in it} == named  # type: ignore[index]  # it is there


def test_the_container_runs_without_rights_and_stops_in_order() -> None:
    last_stage = instructions()[[word for word, _ in instructions()].index("ENTRYPOINT") - 6 :]
    assert ("USER", "10001") in last_stage
    assert values("STOPSIGNAL") == ["SIGTERM"]
    assert values("VOLUME") == ["/library"]
    assert "PRECIS_LIBRARY=/library" in DOCKERFILE
    health = json.loads(values("HEALTHCHECK")[0].partition("CMD ")[2])
    assert "/ready" in health[-1]


def test_what_it_installs_and_copies_is_there() -> None:
    extras = set(re.findall(r"--extra ([a-z-]+)", DOCKERFILE))
    assert extras <= PROJECT["project"]["optional-dependencies"].keys()
    ignore = (ROOT / "deploy" / "Dockerfile.dockerignore").read_text(encoding="utf-8").split("\n")
    packed = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    kept = {line[1:] for line in ignore if line.startswith("!")}
    assert {it for it in packed if not it.endswith(".py")} <= kept
    assert {"pyproject.toml", "uv.lock", "hatch_build.py", "README.md", "LICENSE"} <= kept


UNIT = configparser.ConfigParser(strict=False, interpolation=None)
UNIT.optionxform = str  # type: ignore[assignment,method-assign]  # names of systemd have capitals
UNIT.read_string((ROOT / "deploy" / "precis.service").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "command",
    [UNIT["Service"]["ExecStart"].split()[2:], json.loads(values("ENTRYPOINT")[0])[2:]],
    ids=["systemd", "container"],
)
def test_the_command_has_the_options_that_are_given(precis: Precis, command: list[str]) -> None:
    known = precis("serve", "--help").out
    for option in (word for word in command if word.startswith("--")):
        assert option in known


def test_the_service_stays_in_its_folder() -> None:
    service = UNIT["Service"]
    assert service["DynamicUser"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["StateDirectory"] == "precis"
    assert int(service["TimeoutStopSec"]) >= 10


COMPOSE = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"))
KUBERNETES = list(
    yaml.safe_load_all((ROOT / "deploy" / "kubernetes.yaml").read_text(encoding="utf-8"))
)


def test_compose_starts_servers_of_one_database() -> None:
    services = COMPOSE["services"]
    servers = set(services["proxy"]["depends_on"])
    assert set(services) == servers | {"database", "proxy"}
    for name in servers:
        assert f"{name}:7860" in COMPOSE["configs"]["caddy"]["content"]
        assert set(services[name]["depends_on"]) == {"database"}
    server = services["precis-1"]
    build = server["build"]
    assert (ROOT / "deploy" / build["context"] / build["dockerfile"]).is_file()
    volumes = {it.split(":")[0] for each in services.values() for it in each.get("volumes", [])}
    assert volumes == set(COMPOSE["volumes"])
    library = Address.of(server["environment"]["PRECIS_LIBRARY"])
    assert (library.host, library.user, library.database) == ("database", "precis", "precis")
    assert "--extra postgres" in DOCKERFILE


def test_the_cluster_starts_servers_that_are_asked_how_they_are() -> None:
    service, servers = KUBERNETES
    pod = servers["spec"]["template"]
    assert service["spec"]["selector"] == pod["metadata"]["labels"]
    assert servers["spec"]["selector"]["matchLabels"] == pod["metadata"]["labels"]
    [container] = pod["spec"]["containers"]
    assert container["readinessProbe"]["httpGet"]["path"] == "/ready"
    assert container["livenessProbe"]["httpGet"]["path"] == "/health"
    mounts = {mount["name"] for mount in container["volumeMounts"]}
    assert mounts == {it["metadata"]["name"] for it in servers["spec"]["volumeClaimTemplates"]}
    given = {it["name"]: it.get("value", "") for it in container["env"]}
    assert Address.of(given["PRECIS_LIBRARY"]).password == ""
    assert {name for name, value in given.items() if not value} == {"PGPASSWORD", "PRECIS_TOKEN"}


def test_no_file_has_a_password_and_every_image_a_version() -> None:
    images = [it["image"] for it in COMPOSE["services"].values() if "image" in it]
    images += [it["image"] for it in KUBERNETES[1]["spec"]["template"]["spec"]["containers"]]
    assert all(re.search(r":\d", image) for image in images)
    for each in COMPOSE["services"].values():
        for name, value in each.get("environment", {}).items():
            assert not re.search("PASSWORD|TOKEN", name) or value.startswith("${")
