# The unit files of a module, by the rule of NixOS and of home-manager.
#
# A module is a function of `{ config, lib, pkgs, ... }`. What options are declared, and how
# definitions of several modules meet, is left out: one module is all there is.
let
  inherit (builtins) attrNames concatLists concatMap elem filter foldl' genList head isAttrs isBool isFunction isList length listToAttrs map match sort toJSON;

  property = type: rest: { _type = type; } // rest;
  mkOverride = priority: content: property "override" { inherit priority content; };
  mkOrder = order: content: property "order" { inherit order content; };
  toList = it: if isList it then it else [ it ];

  lib = {
    inherit mkOverride mkOrder toList;
    mkIf = condition: content: property "if" { inherit condition content; };
    mkMerge = contents: property "merge" { inherit contents; };
    mkForce = mkOverride 50;
    mkDefault = mkOverride 1000;
    mkBefore = mkOrder 500;
    mkAfter = mkOrder 1500;
    optional = condition: item: if condition then [ item ] else [ ];
    optionals = condition: list: if condition then list else [ ];
    optionalAttrs = condition: set: if condition then set else { };
    optionalString = condition: text: if condition then text else "";
    concatStringsSep = builtins.concatStringsSep;
    genAttrs = names: f: listToAttrs (map (name: { inherit name; value = f name; }) names);
    getExe = package: "${package}/bin/${package.name}";
  };
  package = name: { type = "derivation"; inherit name; outPath = "/nix/store/00000000000000000000000000000000-${name}"; };
  pkgs = {
    coreutils = package "coreutils";
    git = package "git";
    writeText = name: text: package name;
    writeShellScript = name: text: package name;
  };
  config.x = {
    enable = true;
    off = false;
    name = "one";
    count = 3;
    list = [ "l1" "l2" ];
    none = null;
    set = { Nice = 7; };
    package = package "x";
  };

  isLeaf = value: !isAttrs value || value ? outPath || value == { };
  leaves =
    at: value:
    if isAttrs value && value ? _type then
      if value._type == "if" then
        if value.condition then leaves at value.content else [ ]
      else if value._type == "merge" then
        concatMap (leaves at) value.contents
      else if value._type == "override" then
        leaves (at // { inherit (value) priority; }) value.content
      else
        leaves (at // { inherit (value) order; }) value.content
    else if isLeaf value then
      [ (at // { inherit value; }) ]
    else
      concatMap (name: leaves (at // { path = at.path ++ [ name ]; }) value.${name}) (attrNames value);

  # Of the definitions of one path those of the strongest priority, in order.
  strongest =
    definitions:
    let
      least = foldl' (a: b: if b.priority < a then b.priority else a) 9999 definitions;
    in
    map (it: it.value) (sort (a: b: a.order < b.order) (filter (it: it.priority == least) definitions));

  recursiveUpdate =
    a: b:
    a
    // builtins.mapAttrs (
      name: value: if isAttrs value && !(value ? values) && a ? ${name} then recursiveUpdate a.${name} value else value
    ) b;
  at = path: value: if path == [ ] then value else { ${head path} = at (builtins.tail path) value; };
  tree =
    module:
    let
      all = leaves { path = [ ]; priority = 100; order = 1000; } (module.config or module);
      groups = foldl' (
        groups: it:
        let
          key = toJSON it.path;
        in
        groups // { ${key} = (groups.${key} or [ ]) ++ [ it ]; }
      ) { } all;
      one = definitions: at (head definitions).path { values = strongest definitions; };
    in
    foldl' recursiveUpdate { } (map (key: one groups.${key}) (attrNames groups));

  # A raw attribute: all of all definitions if one of them is a list.
  raw = it: if builtins.any isList it.values then concatMap toList it.values else head it.values;
  lists = it: concatLists it.values;

  text = value: if isBool value then (if value then "true" else "false") else toString value;
  section = attrs: concatMap (name: map (it: "${name}=${text it}") (toList attrs.${name})) (attrNames attrs);
  raws = set: builtins.mapAttrs (_: raw) (if set ? values then { } else set);

  words = [
    { option = "requires"; directive = "Requires"; }
    { option = "wants"; directive = "Wants"; }
    { option = "upholds"; directive = "Upholds"; }
    { option = "after"; directive = "After"; }
    { option = "before"; directive = "Before"; }
    { option = "bindsTo"; directive = "BindsTo"; }
    { option = "partOf"; directive = "PartOf"; }
    { option = "conflicts"; directive = "Conflicts"; }
    { option = "requisite"; directive = "Requisite"; }
    { option = "onFailure"; directive = "OnFailure"; }
    { option = "onSuccess"; directive = "OnSuccess"; }
    { option = "documentation"; directive = "Documentation"; }
  ];
  unitSection =
    unit:
    let
      listed = concatMap (
        { option, directive }:
        let
          all = lists (unit.${option} or { values = [ ]; });
        in
        if all == [ ] then [ ] else [ { name = directive; value = toString all; } ]
      ) words;
      triggers = option: directive: if lists (unit.${option} or { values = [ ]; }) == [ ] then [ ] else [ { name = directive; value = "/nix/store/triggers"; } ];
      single = option: directive: if unit ? ${option} && raw unit.${option} != "" then [ { name = directive; value = toString (raw unit.${option}); } ] else [ ];
      own =
        listed
        ++ triggers "restartTriggers" "X-Restart-Triggers"
        ++ triggers "reloadTriggers" "X-Reload-Triggers"
        ++ single "description" "Description"
        ++ single "startLimitBurst" "StartLimitBurst"
        ++ single "startLimitIntervalSec" "StartLimitIntervalSec";
      written = raws (unit.unitConfig or { });
      # Both are definitions of one attribute.
      both = map (it: if written ? ${it.name} && isList written.${it.name} then it // { value = written.${it.name} ++ [ it.value ]; } else it) own;
    in
    section (written // listToAttrs both);

  scriptOf = unit: option: if unit ? ${option} && builtins.concatStringsSep "\n" unit.${option}.values != "" then "/nix/store/unit-script/bin/${option}" else null;
  exec =
    unit:
    let
      start = scriptOf unit "script";
      hook = option: directive: let path = scriptOf unit option; in if path == null then [ ] else [ { name = directive; value = path; } ];
    in
    (if start == null then [ ] else [ { name = "ExecStart"; value = "${start} ${if unit ? scriptArgs then raw unit.scriptArgs else ""}"; } ])
    ++ hook "preStart" "ExecStartPre"
    ++ hook "postStart" "ExecStartPost"
    ++ hook "reload" "ExecReload"
    ++ hook "preStop" "ExecStop"
    ++ hook "postStop" "ExecStopPost";
  serviceSection =
    unit:
    let
      path = lists (unit.path or { values = [ ]; });
      dirs = folder: builtins.concatStringsSep ":" (map (it: "${it}/${folder}") path);
      environment = raws (unit.environment or { }) // (if path == [ ] then { } else { PATH = "${dirs "bin"}:${dirs "sbin"}"; });
      variables = concatMap (name: if environment.${name} == null then [ ] else [ "Environment=${toJSON "${name}=${environment.${name}}"}" ]) (attrNames environment);
      flag = option: wanted: line: if unit ? ${option} && raw unit.${option} == wanted then [ line ] else [ ];
      reloads = flag "reloadIfChanged" true "X-ReloadIfChanged=true";
      flags =
        (if reloads != [ ] then reloads else flag "restartIfChanged" false "X-RestartIfChanged=false")
        ++ flag "stopIfChanged" false "X-StopIfChanged=false"
        ++ flag "notSocketActivated" true "X-NotSocketActivated=true";
      written = raws (unit.serviceConfig or { });
      own = map (it: if written ? ${it.name} then it // { value = toList written.${it.name} ++ [ it.value ]; } else it) (exec unit);
    in
    variables ++ flags ++ section (written // listToAttrs own);

  install = wantedBy: if wantedBy == [ ] then [ ] else [ { name = "Install"; lines = [ "WantedBy=${builtins.concatStringsSep " " wantedBy}" ]; } ];
  wanted = unit: lists (unit.wantedBy or { values = [ ]; });
  streams = unit: map (it: "ListenStream=${it}") (lists (unit.listenStreams or { values = [ ]; })) ++ map (it: "ListenDatagram=${it}") (lists (unit.listenDatagrams or { values = [ ]; }));

  startAt = unit: concatMap toList (unit.startAt or { values = [ ]; }).values;
  kinds = {
    services = { suffix = "service"; own = unit: [ { name = "Service"; lines = serviceSection unit; } ] ++ install (wanted unit); };
    timers = {
      suffix = "timer";
      own =
        unit:
        let
          calendar = unit.calendar or [ ];
          written = raws (unit.timerConfig or { });
          all = if calendar == [ ] then written else written // { OnCalendar = toList (written.OnCalendar or [ ]) ++ calendar; };
        in
        [ { name = "Timer"; lines = section all; } ] ++ install (wanted unit ++ (if calendar == [ ] then [ ] else [ "timers.target" ]));
    };
    sockets = { suffix = "socket"; own = unit: [ { name = "Socket"; lines = section (raws (unit.socketConfig or { })) ++ streams unit; } ] ++ install (wanted unit); };
    paths = { suffix = "path"; own = unit: [ { name = "Path"; lines = section (raws (unit.pathConfig or { })); } ] ++ install (wanted unit); };
    slices = { suffix = "slice"; own = unit: [ { name = "Slice"; lines = section (raws (unit.sliceConfig or { })); } ] ++ install (wanted unit); };
    targets = { suffix = "target"; own = unit: [ ]; };
    mounts = {
      suffix = "mount";
      own =
        unit:
        let
          unlessEmpty = option: directive: if raw (unit.${option} or { values = [ "" ]; }) == "" then { } else { ${directive} = raw unit.${option}; };
        in
        [ { name = "Mount"; lines = section (raws (unit.mountConfig or { }) // { What = raw unit.what; Where = raw unit.where; } // unlessEmpty "type" "Type" // unlessEmpty "options" "Options"); } ]
        ++ install (wanted unit);
    };
    automounts = { suffix = "automount"; own = unit: [ { name = "Automount"; lines = section (raws (unit.automountConfig or { }) // { Where = raw unit.where; }); } ] ++ install (wanted unit); };
  };
  # The name of the unit of a path.
  escaped = path: if path == "/" then "-" else builtins.replaceStrings [ "/" "-" " " ] [ "-" "\\x2d" "\\x20" ] (builtins.substring 1 (-1) path);
  isHome = unit: builtins.any (name: match "[A-Z].*" name != null) (attrNames unit);
  home =
    unit:
    let
      kept = set: builtins.removeAttrs set (filter (name: set.${name} == null || set.${name} == [ ]) (attrNames set));
      sections = builtins.mapAttrs (_: set: kept (raws set)) unit;
    in
    map (name: { inherit name; lines = section sections.${name}; }) (filter (name: sections.${name} != { }) (attrNames sections));

  unitsOf =
    manager: systemd:
    let
      groups = if systemd.services or { } == { } || systemd.services ? values then systemd else systemd // {
        timers = recursiveUpdate (if (systemd.timers or { }) ? values then { } else systemd.timers or { }) (
          listToAttrs (map (name: { inherit name; value.calendar = startAt systemd.services.${name}; }) (filter (name: startAt systemd.services.${name} != [ ]) (attrNames systemd.services)))
        );
      };
      named = group: filter (name: !(groups.${group}.${name} ? values)) (attrNames groups.${group});
      unit =
        group: name:
        let
          it = groups.${group}.${name};
        in
        {
          manager = if manager == "user" && isHome it then "home" else manager;
          name = "${name}.${kinds.${group}.suffix}";
          sections = if manager == "user" && isHome it then home it else [ { name = "Unit"; lines = unitSection it; } ] ++ kinds.${group}.own it;
        };
      # Mounts are lists. Of two elements with one name the first counts.
      listed =
        group:
        let
          elements = filter (it: it ? where) (map tree (concatLists groups.${group}.values));
          byName = listToAttrs (map (it: { name = escaped (raw it.where); value = it; }) elements);
        in
        map (name: {
          inherit manager;
          name = "${name}.${kinds.${group}.suffix}";
          sections = [ { name = "Unit"; lines = unitSection byName.${name}; } ] ++ kinds.${group}.own byName.${name};
        }) (attrNames byName);
      isListed = group: elem group [ "mounts" "automounts" ] && (groups.${group} or { }) ? values;
      texts = map (name: { inherit manager name; text = raw systemd.units.${name}.text; }) (attrNames (systemd.units or { }));
    in
    concatMap listed (filter isListed (attrNames kinds))
    ++ concatMap (group: if (groups.${group} or { values = 1; }) ? values then [ ] else map (unit group) (named group)) (attrNames kinds) ++ texts;
in
{
  run =
    module:
    let
      all = tree (if isFunction module then module { inherit config lib pkgs; } else module);
      systemd = all.systemd or { };
    in
    unitsOf "system" systemd ++ unitsOf "user" (systemd.user or { }) ++ unitsOf "initrd" (all.boot.initrd.systemd or { });
}
