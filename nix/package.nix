{
  lib,
  stdenv,
  fetchurl,
  glibc,
  graalvmPackages,
  installShellFiles,
  linkFarm,
  maven,
  removeReferencesTo,
  zlib,
}:

let
  graalvm = graalvmPackages.graalvm-ce;

  # The project's own version; those of its dependencies are indented further.
  version = lib.head (
    lib.concatMap (
      line:
      let
        found = builtins.match "  <version>(.*)</version>" line;
      in
      if found == null then [ ] else found
    ) (lib.splitString "\n" (builtins.readFile ../pom.xml))
  );

  # Fetches each file separately, so that a change to one dependency does not cause the others to be fetched again.
  repository = linkFarm "waybar-llm-bridge-maven-repository" (
    lib.mapAttrsToList (path: sha256: {
      name = path;
      path = fetchurl {
        url = "mirror://maven/${path}";
        inherit sha256;
      };
    }) (lib.importJSON ./maven-lock.json)
  );
in
stdenv.mkDerivation {
  pname = "waybar-llm-bridge";
  inherit version;

  src = lib.fileset.toSource {
    root = ../.;
    fileset = lib.fileset.unions [
      ../LICENSE
      ../pom.xml
      ../src/main
      ../src/test/java/dev/llmbridge/cli/ManPages.java
    ];
  };

  strictDeps = true;
  nativeBuildInputs = [
    graalvm
    installShellFiles
    maven
    removeReferencesTo
  ];
  # The executable is static.
  buildInputs = [
    glibc.static
    zlib.static
  ];

  env = {
    JAVA_HOME = graalvm;
    GRAALVM_HOME = graalvm;
    MAVEN_OPTS = "--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow";
    # The image builder calls the C compiler, which is a wrapper that is configured by environment variables.
    NATIVE_IMAGE_DEPRECATED_BUILDER_SANITATION = "true";
  };

  # Maven writes its own files into the directories of its repository.
  configurePhase = ''
    runHook preConfigure
    export HOME=$NIX_BUILD_TOP/home
    mkdir -p "$HOME"
    cp -dR ${repository} "$NIX_BUILD_TOP/repository"
    chmod -R u+w "$NIX_BUILD_TOP/repository"
    runHook postConfigure
  '';

  buildPhase = ''
    runHook preBuild
    mapfile -t arguments < <(grep -v '^#' ${./maven-arguments})
    mvn --offline --batch-mode -Dmaven.repo.local="$NIX_BUILD_TOP/repository" "''${arguments[@]}"
    runHook postBuild
  '';

  installPhase = ''
    runHook preInstall
    installManPage target/man/*.1
    install -Dm755 target/waybar-llm-bridge -t $out/bin
    remove-references-to -t ${graalvm} $out/bin/waybar-llm-bridge
    for unit in src/main/systemd/*; do
      install -Dm644 "$unit" -t $out/lib/systemd/user
      sed -i "s|@executable@|$out/bin/waybar-llm-bridge|" "$out/lib/systemd/user/''${unit##*/}"
    done
    $out/bin/waybar-llm-bridge completion zsh >_waybar-llm-bridge
    $out/bin/waybar-llm-bridge completion bash >waybar-llm-bridge.bash
    $out/bin/waybar-llm-bridge completion fish >waybar-llm-bridge.fish
    installShellCompletion _waybar-llm-bridge waybar-llm-bridge.{bash,fish}
    runHook postInstall
  '';

  doInstallCheck = true;
  installCheckPhase = ''
    runHook preInstallCheck
    $out/bin/waybar-llm-bridge --version
    runHook postInstallCheck
  '';

  disallowedReferences = [ graalvm ];

  passthru = { inherit repository; };

  meta = {
    description = "Shows in Waybar what every Claude Code session is doing";
    license = lib.licenses.mit;
    mainProgram = "waybar-llm-bridge";
    platforms = [
      "x86_64-linux"
      "aarch64-linux"
    ];
  };
}
