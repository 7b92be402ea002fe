class Whatfails < Formula
  desc "Blast-radius analyzer: what fails if something fails, and why"
  homepage "https://github.com/@REPOSITORY@"
  url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/@NAME@.tar.gz"
  sha256 "@SHA256@"

  depends_on "expat"
  depends_on "graphviz"
  depends_on "libyaml"
  depends_on :linux

  def install
    bin.install "bin/whatfails"
    man1.install Dir["share/man/man1/*.1"]
    bash_completion.install "share/bash-completion/completions/whatfails"
    zsh_completion.install "share/zsh/site-functions/_whatfails"
    fish_completion.install "share/fish/vendor_completions.d/whatfails.fish"
    doc.install Dir["share/doc/whatfails/*"]
  end

  test do
    (testpath/"m.yaml").write "model: M\ncomponents: { web: { needs: db }, db: {} }\n"
    assert_match "web", shell_output("#{bin}/whatfails if db -m m.yaml")
  end
end
