# The functions of the module system as plain data, and what an evaluated module sets.
#
# A module is a function of `{ config, lib, pkgs, flags, unknown, ... }`. Its text does not say what
# `config`, `flags` and `unknown` hold, so `worlds` gives them several values.
let
  inherit (builtins) attrNames concatMap elemAt filter genList isAttrs isFunction isList length listToAttrs map;

  property = type: rest: { _type = type; } // rest;
  nameValuePair = name: value: { inherit name value; };
  genAttrs = names: f: listToAttrs (map (name: nameValuePair name (f name)) names);
  mapAttrsToList = f: set: map (name: f name set.${name}) (attrNames set);
  recursiveUpdate =
    a: b:
    a
    // builtins.mapAttrs (
      name: value: if isAttrs value && a ? ${name} && isAttrs a.${name} then recursiveUpdate a.${name} value else value
    ) b;
  mkOverride = priority: content: property "override" { inherit priority content; };
  mkOrder = priority: content: property "order" { inherit priority content; };
  imap = start: f: list: genList (index: f (index + start) (elemAt list index)) (length list);
  foldr = f: end: list: if list == [ ] then end else f (builtins.head list) (foldr f end (builtins.tail list));

  lib = {
    inherit nameValuePair genAttrs mapAttrsToList recursiveUpdate mkOverride mkOrder foldr;
    inherit (builtins) mapAttrs listToAttrs map concatMap attrNames attrValues filter elem length head removeAttrs intersectAttrs concatLists toJSON;
    mkIf = condition: content: property "if" { inherit condition content; };
    mkMerge = contents: property "merge" { inherit contents; };
    mkForce = mkOverride 50;
    mkDefault = mkOverride 1000;
    mkOptionDefault = mkOverride 1500;
    mkImageMediaOverride = mkOverride 60;
    mkVMOverride = mkOverride 10;
    mkBefore = mkOrder 500;
    mkAfter = mkOrder 1500;
    optional = condition: item: if condition then [ item ] else [ ];
    optionals = condition: list: if condition then list else [ ];
    optionalAttrs = condition: set: if condition then set else { };
    optionalString = condition: text: if condition then text else "";
    mergeAttrs = a: b: a // b;
    mapAttrs' = f: set: listToAttrs (mapAttrsToList f set);
    filterAttrs = keep: set: listToAttrs (filter ({ name, value }: keep name value) (mapAttrsToList nameValuePair set));
    forEach = list: f: map f list;
    imap0 = imap 0;
    imap1 = imap 1;
    concatStringsSep = builtins.concatStringsSep;
    concatMapStringsSep = separator: f: list: builtins.concatStringsSep separator (map f list);
    flip = f: a: b: f b a;
    const = a: _: a;
    id = a: a;
    toList = it: if isList it then it else [ it ];
    singleton = it: [ it ];
    trivial.id = a: a;
    types.str = "str";
  };

  text = name: text: {
    _type = "text";
    outPath = "/store/${name}";
    inherit name text;
  };
  pkgs = {
    writeText = text;
    writeShellScript = text;
    hello = "/store/hello";
    coreutils = "/store/coreutils";
  };

  world = bits: config: unknown: {
    inherit lib pkgs;
    flags = listToAttrs (imap 0 (index: name: nameValuePair name (elemAt bits index)) [ "a" "b" "c" "d" "e" "f" ]);
    config = config // { on = elemAt bits 0; };
    unknown = unknown // {
      # Keeps what it is given, as the functions do that the model looks through.
      harden =
        set:
        builtins.mapAttrs (_: if unknown.b then lib.mkForce else lib.id) set // { added = unknown.n; };
      wrap = _: set: set;
    };
  };
  one = {
    s = "one";
    t = "tone";
    n = 1;
    b = true;
    p = /one;
    l = [ "one" "two" ];
    empty = [ ];
    names = [ "n1" "a" ];
    set = { a = "from one"; x = 1; };
    other = { };
    kind = "first";
    w = "a  b";
  };
  two = {
    s = "two";
    t = "twotwo";
    n = 2;
    b = false;
    p = /two;
    l = [ "three" ];
    empty = [ "full" ];
    names = [ "n2" ];
    set = { b = { deep = "from two"; }; c = 7; };
    other = { a = 5; d = { e = 6; }; };
    kind = "second";
    w = "a b";
  };
  configs = {
    first = { x = { enable = true; name = "cone"; kind = "k"; n = 3; list = [ "c1" ]; set = { a = "c1"; }; }; };
    second = { x = { enable = false; name = "ctwo"; kind = "l"; n = 4; list = [ ]; set = { q = "c2"; }; }; };
  };
  worlds = [
    (world [ true true true true true true ] configs.first one)
    (world [ false false false false false false ] configs.second two)
    (world [ true false true false true false ] configs.second one)
    (world [ false true true false false true ] configs.first two)
  ];

  encode =
    value:
    if isFunction value then { function = true; }
    else if isList value then { list = map encode value; }
    else if isAttrs value && value ? _type && value._type == "text" then { text = [ value.name value.text ]; }
    else if isAttrs value then { set = builtins.mapAttrs (_: encode) value; }
    else if builtins.isPath value then { path = toString value; }
    else if builtins.isFloat value then { float = builtins.toJSON value; }
    else value;

  # The leaves of a value. Of several priorities or orders around one leaf, all are kept: which one
  # counts depends on the type of the option.
  leaves =
    world: at: value:
    if isFunction value then
      let result = value (world // { name = "name"; }); in
      if isAttrs result then leaves world at result else [ (at // { value = encode value; }) ]
    else if !isAttrs value || value == { } || (value ? _type && value._type == "text") then
      [ (at // { value = encode value; }) ]
    else if !value ? _type then
      concatMap (name: leaves world (at // { path = at.path ++ [ name ]; }) value.${name}) (attrNames value)
    else if value._type == "if" then
      if value.condition then leaves world at value.content else [ ]
    else if value._type == "merge" then
      concatMap (leaves world at) value.contents
    else if value._type == "override" then
      leaves world (at // { priorities = at.priorities ++ [ value.priority ]; }) value.content
    else
      leaves world (at // { orders = at.orders ++ [ value.priority ]; }) value.content;

  settings = module: if module ? _type then module else module.config or module;
  guarded = value: let result = builtins.tryEval (builtins.deepSeq value value); in if result.success then encode result.value else { failed = true; };
in
{
  # `module` and `asked`, a list of expressions, in all worlds.
  run =
    { module, asked }:
    map (world: {
      leaves = leaves world { path = [ ]; priorities = [ ]; orders = [ ]; } (settings (if isFunction module then module world else module));
      answers = map guarded (asked world);
    }) worlds;
}
