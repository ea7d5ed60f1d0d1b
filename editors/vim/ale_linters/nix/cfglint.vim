" The language server of cfglint, for ALE: findings, code actions, explanations, completion and more.

call ale#Set('nix_cfglint_executable', 'cfglint')
call ale#Set('nix_cfglint_settings', {})

" The nearest folder upwards with a mark of a project, or else that of the file.
function! ale_linters#nix#cfglint#GetProjectRoot(buffer) abort
    let l:file = fnamemodify(bufname(a:buffer), ':p')
    let l:folder = fnamemodify(l:file, ':h')

    while 1
        for l:mark in ['cfglint.toml', 'flake.nix', '.git']
            if !empty(glob(l:folder . '/' . l:mark, 1))
                return l:folder
            endif
        endfor

        let l:parent = fnamemodify(l:folder, ':h')

        if l:parent is# l:folder
            return fnamemodify(l:file, ':h')
        endif

        let l:folder = l:parent
    endwhile
endfunction

" ALE counts columns in bytes, whatever else is agreed.
function! ale_linters#nix#cfglint#GetOptions(buffer) abort
    return extend({'positionEncoding': 'utf-8'}, ale#Var(a:buffer, 'nix_cfglint_settings'))
endfunction

call ale#linter#Define('nix', {
\   'name': 'cfglint',
\   'lsp': 'stdio',
\   'executable': {b -> ale#Var(b, 'nix_cfglint_executable')},
\   'command': '%e lsp',
\   'project_root': function('ale_linters#nix#cfglint#GetProjectRoot'),
\   'initialization_options': function('ale_linters#nix#cfglint#GetOptions'),
\   'lsp_config': {b -> {'cfglint': ale#Var(b, 'nix_cfglint_settings')}},
\})
