#!/usr/bin/env bash
# `whatfails import aws` against a stand-in for AWS on this machine: starts it, lets Terraform build a configuration in it, asks
# it by the real aws command, and compares the model with the one that the kept answers give. Too slow for every CI run.
#
#   Tests/aws-live.sh PROGRAM RECIPE CONFIGURATION [OUT]
#
#   PROGRAM        .build/release/whatfails
#   RECIPE         a folder with moto_local.py, which serves moto on 127.0.0.1:PORT
#   CONFIGURATION  a Terraform root module whose provider takes var.aws_endpoint
#   OUT            where the model and the answers go; default: a folder that is removed again
#
# Environment: PORT=5077, TF_PLUGIN_MIRROR=/opt/tf-plugins (a file system mirror with hashicorp/aws), STEP_LIMIT=540 seconds.
# Needs terraform, aws, and Python with moto[server]. Everything listens on and talks to 127.0.0.1 only; what is started here is
# ended here, by its own process id.
set -euo pipefail
program=$(realpath "${1:?usage: aws-live.sh PROGRAM RECIPE CONFIGURATION [OUT]}")
recipe=$(realpath "${2:?usage: aws-live.sh PROGRAM RECIPE CONFIGURATION [OUT]}")
configuration=$(realpath "${3:?usage: aws-live.sh PROGRAM RECIPE CONFIGURATION [OUT]}")
work=$(mktemp -d)
out=${4:-$work/out}
mkdir -p "$out"
out=$(realpath "$out")
port=${PORT:-5077}
limit=${STEP_LIMIT:-540}
server=
finish() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap finish EXIT
seconds() { awk -v a="$1" -v b="$(date +%s.%N)" 'BEGIN { printf "%.1f", b - a }'; }
failed=0
fail() { echo "FAILED $*"; failed=1; }

# Fakes, and nothing else to be found.
export AWS_ACCESS_KEY_ID=testing AWS_SECRET_ACCESS_KEY=testing AWS_ENDPOINT_URL="http://127.0.0.1:$port"
export AWS_EC2_METADATA_DISABLED=true AWS_MAX_ATTEMPTS=2 AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
export no_proxy=127.0.0.1,localhost NO_PROXY=127.0.0.1,localhost
unset AWS_PROFILE AWS_SESSION_TOKEN AWS_REGION AWS_DEFAULT_REGION HTTP_PROXY http_proxy || true

start=$(date +%s.%N)
(cd "$work" && exec python3 "$recipe/moto_local.py" "$port") >"$out/moto.log" 2>&1 &
server=$!
for _ in $(seq 1 300); do
  kill -0 "$server" 2>/dev/null || { tail -5 "$out/moto.log"; echo "FAILED the stand-in did not start"; exit 1; }
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then break; fi
  sleep 0.2
done
echo "stand-in up after $(seconds "$start") s"

cat >"$work/terraformrc" <<RC
disable_checkpoint = true
provider_installation {
  filesystem_mirror {
    path    = "${TF_PLUGIN_MIRROR:-/opt/tf-plugins}"
    include = ["registry.terraform.io/*/*"]
  }
}
RC
export TF_CLI_CONFIG_FILE="$work/terraformrc" TF_IN_AUTOMATION=1 CHECKPOINT_DISABLE=1
export TF_VAR_aws_endpoint="$AWS_ENDPOINT_URL"
start=$(date +%s.%N)
cp -R "$configuration" "$work/configuration"
chmod -R u+w "$work/configuration"
(
  cd "$work/configuration"
  timeout "$limit" terraform init -no-color -input=false
  timeout "$limit" terraform apply -no-color -input=false -auto-approve -parallelism=4
) >"$out/terraform.log" 2>&1 || { tail -20 "$out/terraform.log"; echo "FAILED terraform"; exit 1; }
echo "applied in $(seconds "$start") s"

# What is asked, by an aws command that notes what it is told and then is the real one. The endpoint is said as an option too:
# some versions of the command have an address of their own for queues, whatever the variable says.
mkdir "$work/bin"
real=$(command -v aws)
cat >"$work/bin/aws" <<WRAPPER
#!/usr/bin/env bash
printf '%s\n' "\$*" >>"$work/calls"
exec "$real" --endpoint-url "$AWS_ENDPOINT_URL" "\$@"
WRAPPER
chmod +x "$work/bin/aws"
start=$(date +%s.%N)
rm -rf "$out/answers"
PATH="$work/bin:$PATH" timeout "$limit" "$program" import aws --region eu-west-1 --save "$out/answers" -o "$out/live.yaml" \
  2>"$out/import.log" || { cat "$out/import.log"; echo "FAILED import aws"; exit 1; }
echo "asked and read in $(seconds "$start") s:"
sed 's/^/  /' "$out/import.log"
echo "$(wc -l <"$work/calls") calls, $(find "$out/answers" -name '*.json' | wc -l) files, $(du -sk "$out/answers" | cut -f1) KiB"
if awk '$2 !~ /^(describe|list|get)-/' "$work/calls" | grep .; then fail "a call does more than read"; fi
# Global Accelerator is answered for in one region only.
if grep -v -e "--region eu-west-1" -e "^globalaccelerator .*--region us-west-2" "$work/calls" | grep .; then fail "a call is about another region"; fi

# The kept answers give the same model, but for what could not be asked; and it answers questions.
"$program" import "$out/answers" -o "$out/kept.yaml" 2>"$out/kept.log" || { cat "$out/kept.log"; fail "import of the kept answers"; }
cmp "$out/live.yaml" "$out/kept.yaml" || fail "the kept answers give another model"
"$program" validate -m "$out/live.yaml" || fail "the model is not valid"
for zone in a b c; do
  "$program" if "eu-west-1$zone" -m "$out/live.yaml" --format json >"$out/live-$zone.json" || fail "if eu-west-1$zone"
  "$program" if "eu-west-1$zone" -m "$out/answers" --format json >"$out/kept-$zone.json" || fail "if eu-west-1$zone"
done
python3 - "$out" <<'PYTHON' || failed=1
import json, sys

out = sys.argv[1]
failed = False
for zone in "abc":
    live, kept = (json.load(open(f"{out}/{name}-{zone}.json")) for name in ("live", "kept"))
    effects = lambda answer: sorted((c["id"], c["level"]) for c in answer["components"])
    if effects(live) != effects(kept):
        print(f"FAILED zone {zone}: {sorted(set(effects(live)) ^ set(effects(kept)))}")
        failed = True
    down = sum(level == "down" for _, level in effects(live))
    print(f"zone {zone}: {down} down, {len(effects(live)) - down} degraded")
sys.exit(failed)
PYTHON
exit "$failed"
